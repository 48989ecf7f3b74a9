const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * An address that secrets may be sent to: https, or http that does not leave this machine (a simulated peer); without
 * credentials, search or fragment, which have no place in a base address.
 */
export function readOutwardAddress(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || url.username || url.password || url.search || url.hash) return null
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname))
  return isSafe ? url : null
}
