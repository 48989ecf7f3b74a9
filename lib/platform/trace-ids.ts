import { randomBytes } from 'node:crypto'

const SPAN_DIGITS = 16

/** The trace of an event and the span of the delivery that brought it: both follow from the event's id. */
export function traceIdsOf(eventId: string): { traceId: string; spanId: string } {
  const traceId = eventId.replaceAll('-', '').toLowerCase()
  return { traceId, spanId: traceId.slice(-SPAN_DIGITS) }
}

/** Random ids, but for the span that is started in `asEvent`. */
export class TraceIds {
  private fixed: ReturnType<typeof traceIdsOf> | null = null

  generateTraceId = (): string => this.fixed?.traceId ?? randomBytes(16).toString('hex')
  generateSpanId = (): string => this.fixed?.spanId ?? randomBytes(8).toString('hex')

  /** `start` starts one span, at once. */
  asEvent<T>(eventId: string, start: () => T): T {
    this.fixed = traceIdsOf(eventId)
    try {
      return start()
    } finally {
      this.fixed = null
    }
  }
}
