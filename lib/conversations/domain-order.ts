import type { PoppEvent, PoppEventKind } from '@/lib/popp/event'

/**
 * An event as the fold sees it. `key` is our own id of it, unique in the organization, and follows the arrival. `identity`
 * (the dedupe key) is what Popp made of it: the same wherever, whenever and in whatever order it arrives.
 */
export type FoldEvent = { key: string; identity: string; receivedAt: Date; event: PoppEvent }

/** `at`: when Popp says it happened, else when it arrived. */
export type TimedEvent = FoldEvent & { at: Date }

/** Whether it was read from Popp's list because its webhook never came: `lib/reconcile` gives such keys. */
export const isRecovered = ({ identity }: Pick<FoldEvent, 'identity'>): boolean => identity.startsWith('recovered:')

/** Decides between events of the same millisecond: the order in which a conversation goes through them. */
const KIND_RANK: Record<PoppEventKind, number> = {
  queued: 0,
  'start-failed': 1,
  started: 2,
  unknown: 3,
  'max-nudges-reached': 4,
  'needs-review': 5,
  completed: 6,
  'opted-out': 7,
  details: 8,
}

/** Each event once, by its first arrival, in the one order all replays agree on: time, then kind, then identity. */
export function inOrder(events: readonly FoldEvent[]): TimedEvent[] {
  const timed = events.map((each) => ({ ...each, at: each.event.occurredAt ?? each.receivedAt }))
  timed.sort(compare)
  const seen = new Set<string>()
  return timed.filter(({ key }) => !seen.has(key) && seen.add(key))
}

function compare(a: TimedEvent, b: TimedEvent): number {
  return (
    a.at.getTime() - b.at.getTime() ||
    KIND_RANK[a.event.kind] - KIND_RANK[b.event.kind] ||
    compareText(a.identity, b.identity)
  )
}

/** By code units: a locale would sort differently from machine to machine. */
function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
