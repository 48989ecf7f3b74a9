/** What a start of the product reads. A developer's own settings must not decide about tests, nor reach their database. */
const PRODUCT = [
  ...[
    'DATABASE_URL',
    'DATABASE_POOL',
    'DATA_DIR',
    'APP_URL',
    'APP_SECRET',
    'APP_SECRET_GENERATED',
    'DEMO',
    'DEMO_SIMULATOR',
    'DEMO_POPP_PORT',
  ],
  ...[
    'PORT',
    'HOST',
    'ROLE',
    'TRUST_PROXY',
    'NEXT_DEV',
    'NODE_ENV',
    'INGEST_ADAPTER',
    'POPP_API_BASE_URL',
    'METRICS_TOKEN',
    'ALLOW_PRIVATE_ADDRESSES',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
  ],
]

/** Whatever a test talks to is on this machine. */
const PEERS = { ALLOW_PRIVATE_ADDRESSES: '1' }

/** The environment of a test program. */
export function testEnvironment(more = {}) {
  const kept = Object.entries(process.env).filter(([name]) => !PRODUCT.includes(name) && !name.startsWith('OIDC_'))
  return { ...Object.fromEntries(kept), NO_COLOR: '1', FORCE_COLOR: '0', ...PEERS, ...more }
}
