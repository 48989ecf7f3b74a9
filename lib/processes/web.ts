import { setTimeout } from 'node:timers/promises'
import { endReports } from '@/lib/health/process-service'
import { deriveKey } from '@/lib/platform/crypto'
import { closeDb } from '@/lib/platform/db'
import { type Env, EnvError, env } from '@/lib/platform/env'
import { exitWithParent, stopOnSignal, tellReady } from '@/lib/platform/lifecycle'
import { closePublisher } from '@/lib/platform/live'
import { log } from '@/lib/platform/log'
import { isHttps } from '@/lib/platform/security-headers'
import { tracer } from '@/lib/platform/trace'
import { startTracing } from '@/lib/platform/trace-start'
import { createWebServer } from '@/lib/web/server'
import { drain, trackOpen } from '@/lib/web/server-drain'
import { closeIngest } from '@/lib/webhooks/ingest'
import { runReports } from '@/lib/worker/report-loop'

/** Together less than the supervisor waits before it kills. */
const DRAIN_MS = 6_000
const CLOSE_MS = 3_000

function readEnvOrExit(): Env {
  try {
    return env()
  } catch (error) {
    if (!(error instanceof EnvError)) throw error
    log().fatal(error.message)
    process.exit(1)
  }
}

async function closeAll() {
  await endReports()
  await closeIngest()
  await tracer()
    ?.stop()
    .catch(() => {})
  await closePublisher()
  await closeDb()
}

exitWithParent()
const settings = readEnvOrExit()
Object.assign(process.env, {
  NODE_ENV: settings.NEXT_DEV ? 'development' : 'production',
  // next-auth reads these two from the environment only, and `proxy.ts` APP_URL.
  APP_URL: settings.APP_URL,
  NEXTAUTH_URL: settings.APP_URL,
  NEXTAUTH_SECRET: deriveKey(settings.APP_SECRET, 'next-auth').toString('hex'),
})

// After the environment is set: Next reads it while it loads.
const { default: next } = await import('next')
const app = next({ dev: settings.NEXT_DEV, dir: process.cwd(), hostname: settings.HOST, port: settings.PORT })
await app.prepare()
await startTracing()

const server = createWebServer({
  next: app.getRequestHandler(),
  ingest: settings.INGEST_ADAPTER,
  https: isHttps(settings.APP_URL),
  trustProxy: settings.TRUST_PROXY,
})
const open = trackOpen(server)
const stopping = new AbortController()
stopOnSignal(async () => {
  stopping.abort()
  await drain(server, open, DRAIN_MS)
  // A database that no longer answers must not hold up the end.
  await Promise.race([closeAll(), setTimeout(CLOSE_MS)])
})
server.on('error', (error: NodeJS.ErrnoException) => {
  log().fatal({ code: error.code, port: settings.PORT }, 'the web server cannot listen')
  process.exit(1)
})
server.listen(settings.PORT, settings.HOST, () => {
  tellReady()
  void runReports(stopping.signal)
  log().info({ url: settings.APP_URL }, 'web is answering')
})
