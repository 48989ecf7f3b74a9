const PHONE = /^\+?[\d\s().\-/]+$/
const DIGITS = /\d/g
/** One address and nothing else: what follows a `?` would write the mail. */
const MAIL = /^[^\s@?&#<>",;:\\]+@[^\s@?&#<>",;:\\]+$/

/** `tel:` with the digits alone; null for what is no number. */
export function telephoneHref(text: string): string | null {
  const digits = text.match(DIGITS)?.join('') ?? ''
  if (!PHONE.test(text.trim()) || digits.length < 5) return null
  return `tel:${text.trim().startsWith('+') ? '+' : ''}${digits}`
}

/** `mailto:`; null for what is no address. */
export const mailHref = (text: string): string | null =>
  MAIL.test(text.trim()) ? `mailto:${encodeURI(text.trim())}` : null
