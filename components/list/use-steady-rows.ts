'use client'
import { useState } from 'react'
import { holdStill, type RowOrder, type SteadyList, sameList, settle } from './steady-rows'

interface Fresh<Row> {
  /** Which view this is: the filters as one text. Another view is shown as it is. */
  view: string
  /** Undefined until the view's own first answer. */
  rows: Row[] | undefined
  complete: boolean
}

/** The rows of a list that follows what happens, steady while `held`, and what waits beyond them. */
export function useSteadyRows<Row>(fresh: Fresh<Row>, order: RowOrder<Row>, held: boolean) {
  const [state, setState] = useState(() => first(fresh, order))
  const next = step(state, fresh, order, held)
  // The list is a function of what was shown before and what came: React redraws at once, before anything is painted.
  if (next !== state) setState(next)
  return { rows: next.list.rows, news: next.list.news, showNews: () => setState(first(fresh, order)) }
}

interface State<Row> {
  view: string | null
  list: SteadyList<Row>
}

const first = <Row>({ view, rows }: Fresh<Row>, order: RowOrder<Row>): State<Row> => ({
  view: rows ? view : null,
  list: settle(rows ?? [], order),
})

function step<Row>(state: State<Row>, fresh: Fresh<Row>, order: RowOrder<Row>, held: boolean): State<Row> {
  // Until another view has answered, the rows of the last one stay.
  if (!fresh.rows) return state
  if (state.view !== fresh.view) return first(fresh, order)
  const list = held ? holdStill(state.list, fresh.rows, order, fresh.complete) : settle(fresh.rows, order)
  return sameList(list, state.list) ? state : { view: fresh.view, list }
}
