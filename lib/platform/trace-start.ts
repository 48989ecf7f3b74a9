import { env } from './env'
import { processRole } from './metrics'
import { setTracer } from './trace'

/** Begins to trace when OTEL_EXPORTER_OTLP_ENDPOINT is set. The packages are loaded only then. */
export async function startTracing(): Promise<void> {
  if (!env().OTEL_EXPORTER_OTLP_ENDPOINT) return
  const { createTracer } = await import('./trace-export')
  setTracer(await createTracer(`review-desk-${processRole()}`))
}
