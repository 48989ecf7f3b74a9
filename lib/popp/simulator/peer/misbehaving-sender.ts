import { setTimeout as sleep } from 'node:timers/promises'
import { hostileEnvelopes } from '../../hostile-bodies'
import type { DeliveryResult } from '../deliver'
import { chance, integer, pick, type Random } from '../random'
import type { Sender } from '../sender'

/** Shares are probabilities, each for one event. */
export interface WebhookFaults {
  /** Never sent, though the API knows that it happened; `sendDropped` makes up for it. */
  drop: number
  /** Sent twice at the same time. */
  duplicate: number
  /** Sent up to `lateMs` later, so that later events overtake it. */
  late: number
  lateMs: number
  /** Every event waits so long. */
  delayMs: number
  /** Accompanied by the same body under a wrong signature. */
  forge: number
  /** Accompanied by a well-signed body that is made to break its reader. */
  poison: number
  /** Nothing is sent at all. */
  silent: boolean
}

export const NO_WEBHOOK_FAULTS: WebhookFaults = {
  drop: 0,
  duplicate: 0,
  late: 0,
  lateMs: 3000,
  delayMs: 0,
  forge: 0,
  poison: 0,
  silent: false,
}

export interface MisbehavingSender extends Sender {
  /** Bodies that were dropped or silenced on command, in order. */
  readonly dropped: unknown[]
  /** Sends them after all, one after the other, and forgets them. */
  sendDropped(): Promise<DeliveryResult[]>
}

/** A demo that is silent for weeks must not remember all of it. */
const MAX_DROPPED = 10_000
const NOT_SENT: DeliveryResult = {
  acknowledged: false,
  duplicate: false,
  status: 0,
  attempts: 0,
  durationMs: 0,
  text: '',
}

/** A sender that does to each event what `faults` says at that moment. */
export function misbehave(sender: Sender, faults: WebhookFaults, random: Random): MisbehavingSender {
  let dropped: unknown[] = []
  const accompany = (payload: unknown) => {
    if (chance(random, faults.duplicate)) void sender.send(payload)
    if (chance(random, faults.forge)) void sender.sendForged(payload)
    if (chance(random, faults.poison)) void sender.send(pick(random, hostileEnvelopes).bytes)
  }
  return {
    get totals() {
      return sender.totals
    },
    get pending() {
      return sender.pending
    },
    get dropped() {
      return dropped
    },
    async send(payload, options) {
      if (faults.silent || chance(random, faults.drop)) {
        if (dropped.length < MAX_DROPPED) dropped.push(payload)
        return NOT_SENT
      }
      const waitMs = faults.delayMs + (chance(random, faults.late) ? integer(random, 1, faults.lateMs) : 0)
      if (waitMs > 0) await sleep(waitMs)
      accompany(payload)
      return sender.send(payload, options)
    },
    sendForged: (payload) => sender.sendForged(payload),
    async sendDropped() {
      const late = dropped
      dropped = []
      const results: DeliveryResult[] = []
      for (const payload of late) results.push(await sender.send(payload))
      return results
    },
    close: () => sender.close(),
  }
}
