import { setMaxListeners } from 'node:events'
import type { CallHandler, CallOutcome } from '@/lib/outbox/handler'
import { LANE_SLOTS, type LaneRoom, type LeasedRow, laneOfCall, leaseCalls } from '@/lib/outbox/lease-store'
import type { OutwardKind } from '@/lib/outbox/schema'
import { endDied, sendCall } from '@/lib/outbox/send-service'
import { runEvery } from './every'

const EVERY_MS = 500
/** On their way at once, from this process. */
const SLOTS = 32
const DIED_AT_ONCE = 100
/** Told to stop, what is on its way gets so long. With what is then still to be written it fits in the supervisor's 10 s. */
const DRAIN_MS = 6_000

/**
 * Sends outward calls until `signal` aborts; those on their way are waited for, but not beyond `drainMs`: what has not
 * been sent then waits for the next start. Each is on its own: one that hangs keeps
 * no other waiting, and a lane whose last call did not come through gets one slot until one does.
 */
export async function runOutward(
  handlers: Partial<Record<OutwardKind, CallHandler>>,
  signal: AbortSignal,
  { everyMs = EVERY_MS, drainMs = DRAIN_MS } = {},
): Promise<void> {
  const late = new AbortController()
  setMaxListeners(SLOTS * 2, late.signal)
  let drain: NodeJS.Timeout | undefined
  const startDrain = () => {
    drain = setTimeout(() => late.abort(), drainMs)
  }
  if (signal.aborted) startDrain()
  else signal.addEventListener('abort', startDrain, { once: true })
  const traffic = new Traffic()
  const send = async (row: LeasedRow) => {
    traffic.started(row)
    traffic.ended(row, await sendCall(row, handlers[row.kind], late.signal))
  }
  const work = async () => {
    await endDied(DIED_AT_ONCE)
    const wasBusy = traffic.size > 0
    const leased = await leaseCalls(SLOTS - traffic.size, traffic.rooms())
    for (const row of leased) traffic.follow(send(row))
    // What ended during this look had no room in it yet.
    if (leased.length > 0 || traffic.size === 0) return leased.length > 0 || wasBusy
    // Left to the next round, an organization's calls were eight a second, however fast the other side was.
    await traffic.endOfOne(everyMs)
    return true
  }
  await runEvery({ what: 'outward calls', everyMs, work }, signal)
  await traffic.drained()
  clearTimeout(drain)
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

  /** Resolves when one has ended, which makes room for the next of its lane; after this time at the latest. */
  async endOfOne(withinMs: number) {
    let timer: NodeJS.Timeout | undefined
    const time = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, withinMs)
    })
    await Promise.race([...this.underWay, time])
    clearTimeout(timer)
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
