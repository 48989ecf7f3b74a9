/** A row as it stands on screen. `gone`: no longer in this view, but kept in its place until the reader looks away. */
export interface SteadyRow<Row> {
  row: Row
  gone: boolean
}

/** What the list shows, and how many rows would stand elsewhere if it were not held still. */
export interface SteadyList<Row> {
  rows: SteadyRow<Row>[]
  /** By key: the rank with which the row got its place. */
  places: ReadonlyMap<string, string>
  news: number
}

/** `rank` orders the list, greatest first, as text: a time in ISO form, or an id that sorts by time. */
export interface RowOrder<Row> {
  key: (row: Row) => string
  rank: (row: Row) => string
}

/** Shows an answer as it is. */
export function settle<Row>(fresh: readonly Row[], { key, rank }: RowOrder<Row>): SteadyList<Row> {
  return {
    rows: fresh.map((row) => ({ row, gone: false })),
    places: new Map(fresh.map((row) => [key(row), rank(row)])),
    news: 0,
  }
}

/**
 * A fresh answer while the reader is in the list: shown rows keep their places and only their facts change; what belongs
 * above them, or would move up, is counted; what comes after the last row is added, which moves nothing.
 * @param complete the answer reaches the end of the view: a row it does not have has left the view
 */
export function holdStill<Row>(
  { rows, places }: SteadyList<Row>,
  fresh: readonly Row[],
  order: RowOrder<Row>,
  complete: boolean,
): SteadyList<Row> {
  const { key, rank } = order
  const byKey = new Map(fresh.map((row) => [key(row), row]))
  const end = fresh.length > 0 ? rank(fresh.at(-1)!) : ''
  // Below the answer's end a row may merely have been pushed to a page that was not asked for.
  const left = (row: Row) => complete || places.get(key(row))! > end
  const kept = rows.map(({ row }) => {
    const now = byKey.get(key(row))
    return now ? { row: now, gone: false } : { row, gone: left(row) }
  })
  const bottom = rows.length > 0 ? places.get(key(rows.at(-1)!.row))! : null
  const unknown = fresh.filter((row) => !places.has(key(row)))
  const added = unknown.filter((row) => bottom === null || rank(row) <= bottom)
  const moved = fresh.filter((row) => places.has(key(row)) && places.get(key(row)) !== rank(row))
  return {
    rows: [...kept, ...added.map((row) => ({ row, gone: false }))],
    places: new Map([...places, ...added.map((row) => [key(row), rank(row)] as const)]),
    news: unknown.length - added.length + moved.length,
  }
}

export const sameList = <Row>(a: SteadyList<Row>, b: SteadyList<Row>) =>
  a.news === b.news &&
  a.rows.length === b.rows.length &&
  a.rows.every((row, index) => row.row === b.rows[index]!.row && row.gone === b.rows[index]!.gone)
