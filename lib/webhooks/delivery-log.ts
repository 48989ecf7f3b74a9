import { publish } from '@/lib/platform/live'
import { log } from '@/lib/platform/log'
import { pgFailure } from '@/lib/platform/pg-failure'
import { type DeliveryEntry, insertDeliveries, trimCopies, trimRejected } from './delivery-log-store'

const FLUSH_MS = 100
const MAX_ROWS_PER_STATEMENT = 500
/** While the database is away this much is remembered; then the oldest goes. The events themselves are never here. */
const MAX_WAITING = 20_000
const KEPT_REJECTED = 1_000
const KEPT_COPIES = 100
/** Of an endpoint's rejected requests, and of an event's copies. */
const MAX_ALIKE_PER_SECOND = 20
const REJECTED_BODY_BYTES = 4_096

/** What the log is told; what of it stands for others it decides itself. */
type Told = Omit<DeliveryEntry, 'others'>

/**
 * The log of requests, written in batches after the answers: it costs the sender nothing and holds the measured time of the
 * acknowledgement. Of a flood of rejected requests or copies the first have an entry each, and then one for many, which
 * says how many: nobody fills the disk, and every request is counted. A crash may lose its last moments.
 */
export class DeliveryLog {
  private waiting: DeliveryEntry[] = []
  private timer: NodeJS.Timeout | null = null
  private flushing: Promise<void> | null = null
  /** Of this second, by what makes them alike. */
  private readonly alikeNow = new Map<string, number>()
  /** Those among the waiting that others may be added to. */
  private readonly standing = new Map<string, DeliveryEntry>()
  private second = 0

  add(told: Told): void {
    const kind = kindOf(told)
    if (kind !== null && this.isTooMany(told)) {
      const stands = this.standing.get(kind)
      if (stands) {
        stands.others += 1
        return
      }
    }
    // A copy: a slice would keep the whole body in memory.
    const body = told.body && Uint8Array.from(told.body.subarray(0, REJECTED_BODY_BYTES))
    const entry = { ...told, body, others: 0 }
    if (kind !== null) this.standing.set(kind, entry)
    this.waiting.push(entry)
    if (this.waiting.length > MAX_WAITING) this.forgetOldest()
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
    while (this.waiting.length > 0) {
      const entries = this.waiting.splice(0, MAX_ROWS_PER_STATEMENT)
      this.standing.clear()
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
      await this.trim(entries).catch(() => log().warn('deliveries not trimmed'))
    }
  }

  private async trim(entries: DeliveryEntry[]) {
    const rejected = new Map(
      entries.filter((entry) => entry.answer === 'rejected').map((entry) => [entry.endpointId, entry]),
    )
    for (const { organizationId, endpointId } of rejected.values())
      await trimRejected(organizationId, endpointId, KEPT_REJECTED)
    const copied = new Map(
      entries.flatMap(({ organizationId, eventId, answer }) =>
        answer === 'duplicate' && eventId ? [[eventId, { organizationId, eventId }] as const] : [],
      ),
    )
    if (copied.size > 0) await trimCopies([...copied.values()], KEPT_COPIES)
  }

  private forgetOldest() {
    this.waiting.splice(0, this.waiting.length - MAX_WAITING)
    this.standing.clear()
  }

  private isTooMany({ answer, endpointId, eventId }: Told): boolean {
    const second = Math.floor(performance.now() / 1000)
    if (second !== this.second) {
      this.second = second
      this.alikeNow.clear()
    }
    const alike = (answer === 'rejected' ? endpointId : eventId) ?? ''
    const count = (this.alikeNow.get(alike) ?? 0) + 1
    this.alikeNow.set(alike, count)
    return count > MAX_ALIKE_PER_SECOND
  }
}

/** Null = each has an entry of its own. */
function kindOf({ answer, endpointId, cause, eventId }: Told): string | null {
  if (answer === 'stored') return null
  return answer === 'rejected' ? `${endpointId} ${cause}` : eventId
}
