import { publish } from '@/lib/platform/live'
import { log } from '@/lib/platform/log'
import { pgFailure } from '@/lib/platform/pg-failure'
import { type DeliveryEntry, insertDeliveries, trimRejected } from './delivery-log-store'

const FLUSH_MS = 100
const MAX_ROWS_PER_STATEMENT = 500
/** While the database is away this much is remembered; then the oldest goes. The events themselves are never here. */
const MAX_WAITING = 20_000
const KEPT_REJECTED = 1_000
const MAX_REJECTED_PER_SECOND = 20
const REJECTED_BODY_BYTES = 4_096

/**
 * The log of requests, written in batches after the answers: it costs the sender nothing and holds the measured time of the
 * acknowledgement. A crash may lose its last moments.
 */
export class DeliveryLog {
  private waiting: DeliveryEntry[] = []
  private timer: NodeJS.Timeout | null = null
  private flushing: Promise<void> | null = null
  private readonly rejectedNow = new Map<string, number>()
  private uncounted = 0
  private second = 0

  add(entry: DeliveryEntry): void {
    if (entry.answer === 'rejected' && !this.mayLog(entry)) return
    // A copy: a slice would keep the whole body in memory.
    this.waiting.push(
      entry.body ? { ...entry, body: Uint8Array.from(entry.body.subarray(0, REJECTED_BODY_BYTES)) } : entry,
    )
    if (this.waiting.length > MAX_WAITING) this.waiting.splice(0, this.waiting.length - MAX_WAITING)
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS)
  }

  /** Writes what waits; what could not be written is tried again with what comes next. */
  flush(): Promise<void> {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    this.flushing ??= this.write().finally(() => {
      this.flushing = null
      if (this.waiting.length > 0) this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS)
    })
    return this.flushing
  }

  /** The last flush, at shutdown: includes what was added during one under way. */
  async close(): Promise<void> {
    await this.flush()
    if (this.waiting.length > 0) await this.flush()
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
  }

  private async write(): Promise<void> {
    this.reportUncounted()
    while (this.waiting.length > 0) {
      const entries = this.waiting.splice(0, MAX_ROWS_PER_STATEMENT)
      try {
        await insertDeliveries(entries)
      } catch (error) {
        const failure = pgFailure(error)
        log().warn(
          { failure, code: (error as { code?: string }).code, entries: entries.length },
          'deliveries not logged',
        )
        if (failure === 'refused') continue
        this.waiting.unshift(...entries)
        return
      }
      for (const organizationId of new Set(entries.map((entry) => entry.organizationId)))
        publish(organizationId, 'deliveries')
      await this.trim(entries).catch(() => log().warn('rejected deliveries not trimmed'))
    }
  }

  private async trim(entries: DeliveryEntry[]) {
    const rejected = new Map(
      entries.filter((entry) => entry.answer === 'rejected').map((entry) => [entry.endpointId, entry]),
    )
    for (const { organizationId, endpointId } of rejected.values())
      await trimRejected(organizationId, endpointId, KEPT_REJECTED)
  }

  private mayLog(entry: DeliveryEntry): boolean {
    const second = Math.floor(performance.now() / 1000)
    if (second !== this.second) {
      this.second = second
      this.rejectedNow.clear()
    }
    const count = (this.rejectedNow.get(entry.endpointId) ?? 0) + 1
    this.rejectedNow.set(entry.endpointId, count)
    if (count <= MAX_REJECTED_PER_SECOND) return true
    this.uncounted += 1
    return false
  }

  private reportUncounted() {
    if (this.uncounted > 0) log().warn({ rejected: this.uncounted }, 'more rejected deliveries than are logged')
    this.uncounted = 0
  }
}
