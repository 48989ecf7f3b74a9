const formats = new Map<string, Intl.DateTimeFormat>()

/**
 * `Intl.DateTimeFormat`, one for the same wishes: making it costs a hundred times a call, and an opened item asks for ten.
 * Without a zone it is the reader's, also after her laptop has travelled.
 */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${options.timeZone ?? new Date().getTimezoneOffset()} ${JSON.stringify(options)}`
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, options)
  formats.set(key, known)
  return known
}
