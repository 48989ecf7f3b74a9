/** Stands in for our own address while a path is resolved as a browser would resolve it. */
const HERE = 'http://here.invalid'

/**
 * Where to go after sign-in: a path on this site, else '/'. Read as browsers read it, so that nothing leads off the site:
 * not `//host`, `/\host`, `/..//host`, a scheme, nor characters that browsers drop while reading (`/\t/host`).
 */
export function safePath(from: string | null | undefined): string {
  if (!from?.startsWith('/') || !URL.canParse(from, HERE)) return '/'
  const url = new URL(from, HERE)
  return url.origin === HERE && !url.pathname.startsWith('//') ? url.pathname + url.search + url.hash : '/'
}
