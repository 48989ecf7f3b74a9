import { conversationStatuses, type TimelineEntry } from '@/lib/conversations/schema'
import { roles, roleWords } from '@/lib/members/schema'
import { resolutionOutcomes, resolutionWords } from '@/lib/reviews/words'
import { plainDirection } from '../ui/pretty-json'
import { humanize, statusWords } from './words'

/** No event of Popp's, but what its API told when it was asked. */
export const DETAILS = 'CONVERSATION_DETAILS'

const eventWords = new Map([
  ['CONVERSATION_QUEUED', 'Queued to start'],
  ['CONVERSATION_STARTED', 'First message delivered'],
  ['CONVERSATION_COMPLETED', 'Conversation completed'],
  ['CONVERSATION_NEEDS_REVIEW', 'Flagged for review'],
  ['CONVERSATION_OPTED_OUT', 'Candidate opted out'],
  ['CONVERSATION_MAX_NUDGES_REACHED', 'All nudges sent, no response'],
  ['START_CONVERSATION_FAILED', 'Could not be started'],
  [DETAILS, 'Details read from Popp'],
])

/** Where it says until when or by whom, `timelineWords` adds it. */
const actionWords = new Map([
  ['item-returned', 're-opened it: flagged again'],
  ['item-claimed', 'claimed it'],
  ['claim-held', 'held it until'],
  ['claim-released', 'released it'],
  ['item-snoozed', 'snoozed it until'],
  ['item-woken', 'woke it'],
  ['item-skipped', 'skipped it'],
  ['item-handed-over', 'handed it over'],
  ['item-resolved', 'resolved it'],
  ['item-reopened', 're-opened it'],
  ['reply-wanted', 'wrote to the candidate'],
  ['action-undone', 'undid an action'],
])

const undoneWords = new Map([
  ['claim', 'the claim'],
  ['extend', 'the extension'],
  ['hold', 'the hold'],
  ['release', 'the release'],
  ['resolve', 'the resolution'],
  ['reopen', 'the re-opening'],
  ['snooze', 'the snooze'],
  ['wake', 'the waking'],
  ['skip', 'the skip'],
  ['hand-over', 'the hand-over'],
])

/**
 * One line of the history in words; an event or action without words keeps its own name, made readable. Where the entry
 * has a time (`until`) the words end before it: only the browser knows its reader's clock.
 */
export function timelineWords(entry: TimelineEntry): string {
  if (entry.kind === 'action') return doneWords(entry)
  const words = eventWords.get(entry.type) ?? (humanize(entry.type) || 'An event without a type')
  const verdict = entry.type === 'CONVERSATION_COMPLETED' && entry.status ? `: ${statusWord(entry.status)}` : ''
  return words + verdict
}

type Action = Extract<TimelineEntry, { kind: 'action' }>

function doneWords({ action, actorName, outcome, aboutName, about }: Action): string {
  const person = aboutName && plainDirection(aboutName)
  if (action === 'claim-lapsed') return person ? `${person}’s claim ran out` : 'Claim ran out'
  if (action === 'item-woken' && !actorName)
    return about === 'event' ? 'Woke up: something new happened' : 'Woke up by itself'
  const actor = plainDirection(actorName ?? 'Review Desk')
  if (action === 'item-handed-over') return `${actor} handed it over to ${person ?? roleWord(about)}`
  const undone = action === 'action-undone' && undoneWords.get(about ?? '')
  if (undone) return `${actor} undid ${undone}`
  return `${actor} ${actionWords.get(action) ?? humanize(action)}${outcome ? `: ${outcomeWord(outcome)}` : ''}`
}

function roleWord(about: string | null): string {
  const role = roles.find((candidate) => candidate === about)
  return role ? `any ${roleWords[role].toLowerCase()}` : 'somebody'
}

/** True for the events that have words of their own; the raw name of the others is worth showing. */
export const isKnownEvent = (type: string) => eventWords.has(type)

function statusWord(status: string): string {
  const known = conversationStatuses.find((candidate) => candidate === status)
  return (known ? statusWords[known] : humanize(status)).toLowerCase()
}

function outcomeWord(outcome: string): string {
  const known = resolutionOutcomes.find((candidate) => candidate === outcome)
  return known ? resolutionWords[known] : humanize(outcome)
}
