import { createLoader, type inferParserType, parseAsStringLiteral } from 'nuqs/server'
import type { ConversationFilters } from '@/lib/conversations/client'
import { aiOutcomes, conversationStatuses } from '@/lib/conversations/schema'
import { reviewStates } from '@/lib/reviews/words'

const SEARCH_MAX = 200

/** The list's filters as the address has them, without the search. What is not a filter's value is no filter. */
export const filterParsers = {
  outcome: parseAsStringLiteral(aiOutcomes),
  status: parseAsStringLiteral(conversationStatuses),
  review: parseAsStringLiteral(reviewStates),
}
export type FilterState = inferParserType<typeof filterParsers>

export const loadFilters = createLoader(filterParsers)

/** Of the query: the same for server and browser, so that what the server fetched is found. */
export const toFilters = ({ outcome, status, review }: FilterState, search = ''): ConversationFilters => ({
  q: search.trim().slice(0, SEARCH_MAX) || undefined,
  outcome: outcome ?? undefined,
  status: status ?? undefined,
  review: review ?? undefined,
})

/** How many are set besides the search. */
export const countSet = ({ outcome, status, review }: ConversationFilters) =>
  [outcome, status, review].filter(Boolean).length
