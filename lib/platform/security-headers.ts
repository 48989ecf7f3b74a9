/** A style of no text: sonner puts its <style> into the page first and fills it then; the browser checks both moments. */
export const EMPTY_STYLE_HASH = 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='

/** The one <style> that is not ours: sonner writes its own at run time, without a nonce. The test recomputes this. */
export const SONNER_STYLE_HASH = 'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='

type PolicyOptions = {
  /** Fresh for every answer; the only scripts that run are those that carry it and what they load. */
  nonce: string
  /** Served over TLS: the browser then upgrades stray http addresses. */
  https: boolean
  /** `next dev` evaluates code and inlines styles. Never in production. */
  development?: boolean
}

/** The Content-Security-Policy of a page. */
export function pagePolicy({ nonce, https, development = false }: PolicyOptions): string {
  const styles = development ? "'unsafe-inline'" : `'nonce-${nonce}' '${EMPTY_STYLE_HASH}' '${SONNER_STYLE_HASH}'`
  return policy({
    'default-src': "'self'",
    'script-src': `'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    'script-src-attr': "'none'",
    'style-src': "'self' 'unsafe-inline'", // only for browsers that do not know the next two
    'style-src-elem': `'self' ${styles}`,
    'style-src-attr': "'unsafe-inline'", // positions of popovers are style attributes
    'img-src': "'self' data: blob:",
    'font-src': "'self'",
    'connect-src': development ? "'self' ws:" : "'self'",
    'object-src': "'none'",
    'frame-src': "'none'",
    'worker-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
    ...(https ? { 'upgrade-insecure-requests': '' } : {}),
  })
}

/** The Content-Security-Policy of everything that is not a page: it may load nothing and be framed by nobody. */
export const NON_PAGE_POLICY = policy({ 'default-src': "'none'", 'frame-ancestors': "'none'" })

/** A year, the least that browsers' preload lists take. */
const HSTS_SECONDS = 31_536_000

/** Whether people reach us over TLS, as far as we know: by the public address. */
export function isHttps(appUrl: string | undefined): boolean {
  return appUrl?.toLowerCase().startsWith('https://') ?? false
}

/** The headers of every answer, page or not, beside its Content-Security-Policy. */
export function securityHeaders({ https }: { https: boolean }): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'permissions-policy': PERMISSIONS,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(https ? { 'strict-transport-security': `max-age=${HSTS_SECONDS}; includeSubDomains` } : {}),
  }
}

const PERMISSIONS = [
  'camera',
  'display-capture',
  'geolocation',
  'microphone',
  'payment',
  'publickey-credentials-get',
  'usb',
]
  .map((feature) => `${feature}=()`)
  .join(', ')

function policy(directives: Record<string, string>): string {
  return Object.entries(directives)
    .map(([name, value]) => (value ? `${name} ${value}` : name))
    .join('; ')
}
