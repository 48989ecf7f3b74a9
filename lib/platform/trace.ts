import type { Attributes } from '@opentelemetry/api'
import { perProcess } from './singleton'

/** One delivery's way from its first byte to its answer, by `performance.now()`. */
export interface DeliveryTrace {
  /** Null when it was refused. */
  eventId: string | null
  answer: string
  cause: string
  startedAt: number
  endedAt: number
}

/**
 * What is traced, in the words of the house. Attributes are codes, counts and ids of ours: never a name, a body, an address or
 * a URL. An event's trace has the event's own id (without hyphens): nothing has to be carried from web to worker.
 */
export interface Tracer {
  /** A stretch of work; what is traced within it is its child. */
  span<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T>
  delivery(delivery: DeliveryTrace): void
  /** An event's effects were committed by work that began then. */
  applied(eventId: string, startedAt: number): void
  stop(): Promise<void>
}

const state = () => perProcess('tracer', () => ({ tracer: null as Tracer | null }))

export const setTracer = (tracer: Tracer | null): void => void Object.assign(state(), { tracer })

/** Null unless OTEL_EXPORTER_OTLP_ENDPOINT is set: then nothing of OpenTelemetry is loaded, and tracing costs this look. */
export const tracer = (): Tracer | null => state().tracer

/** Does the work, as a span when traces are wanted. */
export const traced = <T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> => {
  const { tracer } = state()
  return tracer ? tracer.span(name, attributes, work) : work()
}
