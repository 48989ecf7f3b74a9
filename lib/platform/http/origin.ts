const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** GET and HEAD change nothing and need no origin. */
export const changesState = (method: string) => method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS'

/**
 * Whether a browser sent this request from one of our own pages: its `Origin` is APP_URL's. Without `Origin` only
 * `Sec-Fetch-Site: same-origin` counts; a request with neither was not sent by a browser's page and is refused too.
 *
 * While APP_URL is a loopback address (the demo, development), the page may also have been opened by the machine's other
 * names: localhost, 127.0.0.1 and [::1] are one place. Then `Origin` must be a loopback name and equal the `Host` that was
 * asked. Both are required: a name that an attacker points to 127.0.0.1 sends its own name in both.
 */
export function isOwnOrigin(headers: Headers, appUrl: string): boolean {
  const origin = headers.get('origin')
  if (origin === null) return headers.get('sec-fetch-site') === 'same-origin'
  const own = new URL(appUrl)
  if (origin === own.origin) return true
  if (!LOOPBACK.has(own.hostname) || !URL.canParse(origin)) return false
  const { protocol, host, hostname } = new URL(origin)
  return LOOPBACK.has(hostname) && protocol === 'http:' && host === headers.get('host')
}
