/** Whoever asks for more is asked again all the same: a wrong clock there must not silence a desk for a day. */
const MAX_SECONDS = 15 * 60

/** `Retry-After` as seconds from now: a number or an HTTP date (RFC 9110), capped; null when it says nothing usable. */
export function retryAfterSeconds(header: string | undefined, now: number): number | null {
  const text = header?.trim() ?? ''
  if (/^\d{1,10}$/.test(text)) return Math.min(Number(text), MAX_SECONDS)
  // Every form of an HTTP date begins with the weekday; `Date.parse` alone would read "-1" as the year 2001.
  const at = /^[A-Za-z]{3,9},? /.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? null : Math.min(Math.max(0, Math.ceil((at - now) / 1000)), MAX_SECONDS)
}
