import { AsyncLocalStorage } from 'node:async_hooks'
import type { Attributes, Context, SpanContext } from '@opentelemetry/api'
import type { DeliveryTrace, Tracer } from './trace'
import { TraceIds, traceIdsOf } from './trace-ids'

/**
 * Traces by OTLP over HTTP. Nothing is registered globally: Next would find it there and add spans of its own, which carry
 * addresses with ids and searches in them. Where to, how much and with which headers is read by the packages themselves from
 * the usual variables (OTEL_EXPORTER_OTLP_*, OTEL_TRACES_SAMPLER, OTEL_SERVICE_NAME).
 */
export async function createTracer(serviceName: string): Promise<Tracer> {
  // By name here and not above: a static import would be loaded by every process, traced or not.
  const [
    { ROOT_CONTEXT, SpanStatusCode, trace, TraceFlags },
    { BasicTracerProvider, BatchSpanProcessor },
    exporter,
    { resourceFromAttributes },
  ] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace-base'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ])
  const ids = new TraceIds()
  const provider = new BasicTracerProvider({
    idGenerator: ids,
    resource: resourceFromAttributes({ 'service.name': process.env.OTEL_SERVICE_NAME || serviceName }),
    spanProcessors: [new BatchSpanProcessor(new exporter.OTLPTraceExporter())],
  })
  const source = provider.getTracer('review-desk')
  const active = new AsyncLocalStorage<Context>()
  const current = () => active.getStore() ?? ROOT_CONTEXT
  const at = (moment: number) => performance.timeOrigin + moment

  async function span<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
    const begun = source.startSpan(name, { attributes }, current())
    try {
      return await active.run(trace.setSpan(current(), begun), work)
    } catch (error) {
      // The kind of error only: its message may quote what somebody typed.
      begun.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : typeof error })
      throw error
    } finally {
      begun.end()
    }
  }

  function delivery({ eventId, answer, cause, startedAt, endedAt }: DeliveryTrace) {
    const attributes = { 'delivery.answer': answer, ...(cause && { 'delivery.cause': cause }), ...eventOf(eventId) }
    const startTime = at(startedAt)
    const begun =
      eventId && answer === 'stored'
        ? ids.asEvent(eventId, () => source.startSpan('delivery', { attributes, startTime, root: true }, ROOT_CONTEXT))
        : source.startSpan('delivery', { attributes, startTime }, eventId ? contextOf(eventId) : ROOT_CONTEXT)
    begun.end(at(endedAt))
  }

  /** As if the delivery's span had been handed over: its ids follow from the event's. */
  const contextOf = (eventId: string): Context =>
    trace.setSpanContext(ROOT_CONTEXT, {
      ...traceIdsOf(eventId),
      traceFlags: TraceFlags.SAMPLED,
      isRemote: true,
    } satisfies SpanContext)

  return {
    span,
    delivery,
    applied: (eventId, startedAt) =>
      source.startSpan('apply', { attributes: eventOf(eventId), startTime: at(startedAt) }, contextOf(eventId)).end(),
    stop: () => provider.shutdown(),
  }
}

const eventOf = (eventId: string | null): Attributes => (eventId ? { 'event.id': eventId } : {})
