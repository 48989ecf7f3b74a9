'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { inboxListOptions } from '@/lib/reviews/client'
import type { InboxTab } from '@/lib/reviews/schema'
import type { Hold } from './list-merge'
import { emptyList, type ListInput, newsOf, showAll, stepList } from './list-state'

/** One tab's rows, steady under pointer and keyboard, and what is new beyond them. */
export function useInboxList(tab: InboxTab, hold: Hold, endVisible: boolean) {
  const query = useInfiniteQuery(inboxListOptions(tab))
  const fresh = query.data?.pages.flatMap((page) => page.rows)
  const input: ListInput = { tab, fresh, pages: query.data?.pages.length ?? 0, hold, endVisible }
  const [state, setState] = useState(() => stepList(emptyList(tab), input))
  const next = stepList(state, input)
  // The list is a function of what was shown before and what came: React redraws at once, before anything is painted.
  if (next !== state) setState(next)
  return { query, rows: next.rows, started: next.started, news: newsOf(next), showNews: () => setState(showAll(input)) }
}

export type InboxList = ReturnType<typeof useInboxList>
