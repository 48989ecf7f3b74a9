import { isRecovered, type TimedEvent } from './domain-order'

const PREFIX = 'recovered:needs-review:'

/** The key of a flag that Popp's list tells of. After each decision there may be another, so the decision is part of it. */
export const recoveredFlagKey = (recordKey: string, decidedAt: Date | null): string =>
  `${PREFIX}${decidedAt ? `${decidedAt.getTime()}:` : ''}${recordKey}`

/** A recovered flag of which originals came after all: it is no flag any more, they are. */
export type ReplacedFlag = {
  key: string
  /** Keys of the originals that stand for it; at least one. */
  by: string[]
}

/**
 * A recovered flag says: between the decision in its key and Popp's last change, which is its time, a flag was raised. So
 * the originals from that span are what it tells of, whichever came first. An original without a time of Popp's replaces
 * none: its time is that of its arrival, and a late copy cannot be told from a second request.
 */
export function replacedFlags(flagged: readonly TimedEvent[]): ReplacedFlag[] {
  const originals = flagged.filter((each) => !isRecovered(each) && each.event.occurredAt !== null)
  return flagged.flatMap((each) => {
    const decidedAt = decisionBefore(each)
    const told = originals.filter(({ at }) => at.getTime() > decidedAt && at <= each.at)
    return told.length > 0 ? [{ key: each.key, by: told.map(({ key }) => key) }] : []
  })
}

/** When what the recovered flag came after was decided, in ms; NaN, which nothing is later than = it is no such flag. */
function decisionBefore({ identity, event: { recordId } }: TimedEvent): number {
  if (!identity.startsWith(PREFIX)) return Number.NaN
  const named = identity.slice(PREFIX.length)
  // The conversation's key: its id or, of an id that is not safe, a digest. Either may hold what looks like a time.
  const key = recordId && named.endsWith(recordId) ? recordId : (/~[0-9a-f]{40}$/.exec(named)?.[0] ?? '')
  const decision = named.slice(0, named.length - key.length)
  if (decision === '') return Number.NEGATIVE_INFINITY
  return /^\d+:$/.test(decision) ? Number.parseInt(decision, 10) : Number.NaN
}
