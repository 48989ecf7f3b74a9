'use client'
import { useRef, useState } from 'react'
import { ProblemError } from '@/lib/platform/http/fetch-json'
import { fetchSelection } from '@/lib/reviews/client-bulk'
import { type InboxView, viewSearch } from '@/lib/reviews/filter'
import type { ReviewItem } from '@/lib/reviews/schema'
import type { ShownRow } from './list-merge'
import {
  allSelected,
  extendedTo,
  listState,
  loadedSelected,
  nothingSelected,
  type Selection,
  toggled,
  withOwnClaims,
} from './selection'

/** What is selected in this view, and how it changes. Another tab or filter begins with nothing. */
export function useSelection(view: InboxView, rows: readonly ShownRow[], memberId: string) {
  const search = viewSearch(view)
  const [state, setState] = useState({ search, selection: nothingSelected })
  const [asking, setAsking] = useState<'no' | 'now' | 'failed'>('no')
  // What is asked for is not taken any more once the reader has begun anew.
  const turn = useRef(0)
  const selection = withOwnClaims(state.search === search ? state.selection : nothingSelected, rows, memberId)
  if (selection !== state.selection || search !== state.search) setState({ search, selection })

  const change = (next: (selection: Selection) => Selection) => {
    turn.current += 1
    setAsking('no')
    setState((now) => ({ ...now, selection: next(now.selection) }))
  }
  const selectAll = async () => {
    const mine = ++turn.current
    setAsking('now')
    try {
      const found = await fetchSelection(view)
      if (turn.current !== mine) return
      setAsking('no')
      setState((now) => (now.search === search ? { search, selection: allSelected(now.selection, rows, found) } : now))
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      if (turn.current === mine) setAsking('failed')
    }
  }
  return {
    selection,
    asking,
    toggle: (item: ReviewItem) => change((now) => toggled(now, item)),
    extendTo: (id: string) => change((now) => extendedTo(now, rows, id)),
    /** The range begins at `from` when there is none. */
    extend: (from: string, to: string) =>
      change((now) => extendedTo(now.anchor ? now : { ...now, anchor: from }, rows, to)),
    /** All rows of the list, or none when all are. */
    toggleLoaded: () => change((now) => (listState(now, rows) === 'all' ? nothingSelected : loadedSelected(now, rows))),
    selectAll,
    clear: () => change(() => nothingSelected),
  }
}

export type SelectionDesk = ReturnType<typeof useSelection>
