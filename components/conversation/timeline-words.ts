import { conversationStatuses, type TimelineEntry } from '@/lib/conversations/schema'
import { resolutionOutcomes, resolutionWords } from '@/lib/reviews/words'
import { plainDirection } from '../ui/pretty-json'
import { humanize, statusWords } from './words'

const eventWords = new Map([
  ['CONVERSATION_QUEUED', 'Queued to start'],
  ['CONVERSATION_STARTED', 'First message delivered'],
  ['CONVERSATION_COMPLETED', 'Conversation completed'],
  ['CONVERSATION_NEEDS_REVIEW', 'Flagged for review'],
  ['CONVERSATION_OPTED_OUT', 'Candidate opted out'],
  ['CONVERSATION_MAX_NUDGES_REACHED', 'All nudges sent, no response'],
  ['START_CONVERSATION_FAILED', 'Could not be started'],
])

const actionWords = new Map([
  ['item-returned', 're-opened it: flagged again'],
  ['item-claimed', 'claimed it'],
  ['claim-released', 'released it'],
  ['item-resolved', 'resolved it'],
  ['item-reopened', 're-opened it'],
])

/** One line of the history in words; an event or action without words keeps its own name, made readable. */
export function timelineWords(entry: TimelineEntry): string {
  if (entry.kind === 'event') {
    const words = eventWords.get(entry.type) ?? (humanize(entry.type) || 'An event without a type')
    const verdict = entry.type === 'CONVERSATION_COMPLETED' && entry.status ? `: ${statusWord(entry.status)}` : ''
    return words + verdict
  }
  const done = actionWords.get(entry.action) ?? humanize(entry.action)
  const outcome = entry.outcome ? `: ${outcomeWord(entry.outcome)}` : ''
  return `${plainDirection(entry.actorName ?? 'Review Desk')} ${done}${outcome}`
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
