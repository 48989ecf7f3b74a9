import { normalise } from '@/lib/popp/normalise'
import { collectFlags } from './domain-flags'
import { type FoldEvent, inOrder, isRecovered, type TimedEvent } from './domain-order'
import type { HistoryAction, HistoryEvent } from './history-store'
import type { TimelineEntry } from './schema'

/** Oldest first: Popp's events in the order of the fold, and between them what people did. */
export function toTimeline(events: readonly HistoryEvent[], actions: readonly HistoryAction[]): TimelineEntry[] {
  const timed = inOrder(events.map(readEvent))
  const { replacedFlags } = collectFlags(timed.filter(({ event }) => event.family === 'conversation'))
  const replaced = new Set(replacedFlags.map(({ key }) => key))
  const told = timed.map((each) => ({ ...eventEntry(each), replaced: replaced.has(each.key) }))
  const done = actions.map(actionEntry)
  // The sort is stable, so the fold's order stands among events of one moment.
  return [...told, ...done].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

const NO_BODY = new Uint8Array()

function readEvent({ id, dedupeKey, type, receivedAt, body }: HistoryEvent): FoldEvent {
  const event = normalise(body ?? NO_BODY, receivedAt)
  return { key: id, identity: dedupeKey, receivedAt, event: { ...event, type } }
}

const eventEntry = ({ key, identity, at, receivedAt, event }: TimedEvent) => ({
  kind: 'event' as const,
  id: key,
  at: at.toISOString(),
  atIsFromPopp: event.occurredAt !== null,
  receivedAt: receivedAt.toISOString(),
  type: event.type,
  recovered: isRecovered({ identity }),
  status: event.status ?? event.rawStatus,
  reason: event.reviewReason ?? null,
})

const actionEntry = ({ at, until, ...action }: HistoryAction): TimelineEntry => ({
  kind: 'action',
  at: at.toISOString(),
  until: until?.toISOString() ?? null,
  ...action,
})
