import { chance, integer, type Random } from './random'

/** Probabilities, each for one event. */
interface Faults {
  /** Sent again one to four times, at once or soon after. */
  duplicate: number
  /** Sent later than the events that followed it. */
  late: number
  /** Accompanied by the same body under a wrong signature. */
  forged: number
  /** The body dawdles over the line. */
  slow: number
}

export const NO_FAULTS: Faults = { duplicate: 0, late: 0, forged: 0, slow: 0 }
export const ALL_FAULTS: Faults = { duplicate: 0.1, late: 0.12, forged: 0.03, slow: 0.02 }

export interface PlannedDelivery {
  /** Which event, in the order in which the events happened. */
  event: number
  /** When, in units of the time between two events. */
  slot: number
  kind: 'event' | 'duplicate' | 'forged'
  slowBodyMs?: number
}

const LATEST_SLOTS = 30
const DUPLICATE_WITHIN_SLOTS = 20

/** The order in which `count` events reach the wire. Every event is there at least once, whatever the faults. */
export function planDeliveries(random: Random, count: number, faults: Faults): PlannedDelivery[] {
  const plan: PlannedDelivery[] = []
  for (let event = 0; event < count; event++) {
    const slot = event + (chance(random, faults.late) ? integer(random, 2, LATEST_SLOTS) + 0.5 : 0)
    const slowBodyMs = chance(random, faults.slow) ? integer(random, 100, 1500) : undefined
    plan.push({ event, slot, kind: 'event', slowBodyMs })
    const copies = chance(random, faults.duplicate) ? integer(random, 1, 4) : 0
    // Half of the copies go out together with the first one, which is the harder race.
    for (let copy = 0; copy < copies; copy++)
      plan.push({
        event,
        slot: slot + (chance(random, 0.5) ? 0 : integer(random, 1, DUPLICATE_WITHIN_SLOTS)),
        kind: 'duplicate',
      })
    if (chance(random, faults.forged)) plan.push({ event, slot, kind: 'forged' })
  }
  return plan.sort((a, b) => a.slot - b.slot)
}
