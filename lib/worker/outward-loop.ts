import type { CallHandler, CallOutcome } from '@/lib/outbox/handler'
import { LANE_SLOTS, type LaneRoom, type LeasedRow, laneOfCall, leaseCalls } from '@/lib/outbox/lease-store'
import type { OutwardKind } from '@/lib/outbox/schema'
import { endDied, sendCall } from '@/lib/outbox/send-service'
import { runEvery } from './every'

const EVERY_MS = 500
/** On their way at once, from this process. */
const SLOTS = 32
const DIED_AT_ONCE = 100

/**
 * Sends outward calls until `signal` aborts; those on their way are waited for. Each is on its own: one that hangs keeps
 * no other waiting, and a lane whose last call did not come through gets one slot until one does.
 */
export async function runOutward(
  handlers: Partial<Record<OutwardKind, CallHandler>>,
  signal: AbortSignal,
  everyMs = EVERY_MS,
): Promise<void> {
  const traffic = new Traffic()
  const send = async (row: LeasedRow) => {
    traffic.started(row)
    traffic.ended(row, await sendCall(row, handlers[row.kind]))
  }
  const work = async () => {
    await endDied(DIED_AT_ONCE)
    const leased = await leaseCalls(SLOTS - traffic.size, traffic.rooms())
    for (const row of leased) traffic.follow(send(row))
    return leased.length > 0 && traffic.size < SLOTS
  }
  await runEvery({ what: 'outward calls', everyMs, work }, signal)
  await traffic.drained()
}

/** What is on its way, and how the lanes are doing. */
class Traffic {
  private readonly underWay = new Set<Promise<void>>()
  private readonly lanes = new Map<string, { room: LaneRoom; used: number; isIll: boolean }>()

  get size() {
    return this.underWay.size
  }

  follow(sending: Promise<void>) {
    this.underWay.add(sending)
    void sending.finally(() => this.underWay.delete(sending))
  }

  started(row: LeasedRow) {
    this.laneOf(row).used += 1
  }

  ended(row: LeasedRow, { state }: CallOutcome) {
    const lane = this.laneOf(row)
    lane.used -= 1
    lane.isIll = state === 'again' || state === 'unclear'
    if (lane.used === 0 && !lane.isIll) this.lanes.delete(keyOf(lane.room))
  }

  /** Only lanes that have not all their slots free. */
  rooms(): LaneRoom[] {
    return [...this.lanes.values()].map(({ room, used, isIll }) => ({
      ...room,
      slots: Math.max((isIll ? 1 : LANE_SLOTS) - used, 0),
    }))
  }

  async drained() {
    await Promise.all(this.underWay)
  }

  private laneOf(row: LeasedRow) {
    const room = { ...laneOfCall(row), slots: LANE_SLOTS }
    const known = this.lanes.get(keyOf(room))
    if (known) return known
    const fresh = { room, used: 0, isIll: false }
    this.lanes.set(keyOf(room), fresh)
    return fresh
  }
}

const keyOf = ({ organizationId, lane }: LaneRoom) => `${organizationId} ${lane}`
