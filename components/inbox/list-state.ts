import type { ReviewItem } from '@/lib/reviews/schema'
import { type Hold, mergeRows, type ShownRow, sameRows, unseenAtEnd } from './list-merge'

/** What the list shows and what of it is news to the reader. */
export interface ListState {
  /** Tab and filter, as the address has them. */
  view: string
  /** False until the view's first answer: until then nothing is news. */
  started: boolean
  rows: ShownRow[]
  /** New items that wait, because they would push rows aside. */
  withheld: number
  seen: ReadonlySet<string>
  pages: number
}

export interface ListInput {
  view: string
  /** Undefined while the first page loads. */
  fresh: ReviewItem[] | undefined
  pages: number
  hold: Hold
  /** The end of the list is on screen: what is added there is seen. */
  endVisible: boolean
}

export const emptyList = (view: string): ListState => ({
  view,
  started: false,
  rows: [],
  withheld: 0,
  seen: new Set(),
  pages: 0,
})

/** Shows an answer as it is, and counts all of it as seen: the first of a view, or at the reader's wish. */
export const showAll = ({ view, fresh = [], pages }: ListInput): ListState => {
  const { rows, withheld } = mergeRows([], fresh, 'none')
  return { view, started: true, rows, withheld, seen: new Set(fresh.map(({ id }) => id)), pages }
}

/** The list after an answer; the same object when nothing changed. */
export function stepList(state: ListState, input: ListInput): ListState {
  if (!input.fresh) return state.view === input.view ? state : emptyList(input.view)
  if (state.view !== input.view || !state.started) return showAll(input)
  const { rows, withheld } = mergeRows(state.rows, input.fresh, input.hold)
  // A page the reader asked for is not news.
  const allSeen = input.endVisible || input.pages > state.pages
  const unseen = allSeen ? rows.filter(({ item }) => !state.seen.has(item.id)) : []
  if (unseen.length === 0 && withheld === state.withheld && input.pages === state.pages && sameRows(rows, state.rows))
    return state
  const seen = unseen.length > 0 ? new Set([...state.seen, ...unseen.map(({ item }) => item.id)]) : state.seen
  return { ...state, rows, withheld, seen, pages: input.pages }
}

/** For the pill: how many are new, and in which direction they are. */
export const newsOf = ({ rows, withheld, seen, started }: ListState) => ({
  count: started ? withheld + unseenAtEnd(rows, seen) : 0,
  above: withheld > 0,
})
