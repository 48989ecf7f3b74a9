'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { inboxListOptions } from '@/lib/reviews/client'
import { type InboxView, viewSearch } from '@/lib/reviews/filter'
import type { Hold } from './list-merge'
import { emptyList, type ListInput, newsOf, showAll, stepList } from './list-state'

/**
 * A view's rows, steady under pointer and keyboard, and what is new beyond them. `resting`: what is loaded stays as it is
 * for now, because this tab itself is changing hundreds of its rows a second.
 */
export function useInboxList(view: InboxView, hold: Hold, endVisible: boolean, resting: boolean) {
  const query = useInfiniteQuery({
    ...inboxListOptions(view),
    // Another view is loaded all the same. Afterwards it is stale, and fetched at once.
    enabled: ({ state }) => !resting || state.data === undefined,
  })
  const fresh = query.data?.pages.flatMap((page) => page.rows)
  const search = viewSearch(view)
  const input: ListInput = { view: search, fresh, pages: query.data?.pages.length ?? 0, hold, endVisible }
  const [state, setState] = useState(() => stepList(emptyList(search), input))
  const next = stepList(state, input)
  // The list is a function of what was shown before and what came: React redraws at once, before anything is painted.
  if (next !== state) setState(next)
  const matching = query.data?.pages[0]?.matching ?? null
  return {
    query,
    matching,
    rows: next.rows,
    started: next.started,
    news: newsOf(next),
    showNews: () => setState(showAll(input)),
  }
}

export type InboxList = ReturnType<typeof useInboxList>
