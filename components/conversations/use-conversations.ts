'use client'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { conversationListOptions } from '@/lib/conversations/client'
import type { ConversationSummary } from '@/lib/conversations/schema'
import { useSteadyRows } from '../list/use-steady-rows'
import { filterParsers, toFilters } from './conversation-filters'
import { setSearchText, useSearchText } from './search-text'

const order = { key: (row: ConversationSummary) => row.recordKey, rank: (row: ConversationSummary) => row.lastEventAt }

/** The filters of the address, each with an entry in the history for Back, and the search, which is in no address. */
export function useConversationFilters() {
  const [state, setState] = useQueryStates(filterParsers)
  const text = useSearchText()
  const choose = (part: Partial<typeof state>) => void setState(part, { history: 'push' })
  return {
    filters: toFilters(state, text),
    state,
    choose,
    search: setSearchText,
    clear: () => {
      setSearchText('')
      choose({ outcome: null, status: null, review: null })
    },
  }
}

/** The list under these filters, steady while `held`. */
export function useConversations(filters: ReturnType<typeof toFilters>, held: boolean) {
  const options = conversationListOptions(filters)
  const query = useInfiniteQuery({ ...options, placeholderData: keepPreviousData })
  const { data, isPlaceholderData, hasNextPage } = query
  const rows = isPlaceholderData ? undefined : data?.pages.flatMap((page) => page.rows)
  const view = JSON.stringify(filters)
  return { query, ...useSteadyRows({ view, rows, complete: !hasNextPage }, order, held) }
}
