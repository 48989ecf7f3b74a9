import { db } from '@/lib/platform/db'
import { prepared } from '@/lib/platform/prepared'
import { Prisma } from '@/prisma/generated/client'
import type { SeenItem } from './bulk-schema'
import { type InboxCursor, orderOf } from './cursor'
import { type InboxView, isFiltered } from './filter'
import { isAsleep, isHeld, isOverdue, type Reader, viewRows } from './inbox-filter-store'
import { beyond, type Order, orderBy, orderByNames, orders, sortColumns, sortedColumns } from './inbox-order-store'
import type { ItemRow } from './item'
import type { InboxCounts } from './schema'
import { selectItems } from './store'

const { sql, empty } = Prisma

/** Counts are shown as "1,000+" above a thousand: what grows for ever is counted no further. */
export const COUNT_MAX = 1_001

export type CountsRow = Omit<InboxCounts, 'othersUntil' | 'snoozedUntil'> & {
  othersUntil: Date | null
  /** When the first of the snoozed wakes. */
  wakesAt: Date | null
}
export type InboxRow = ItemRow & { sortKeys: string[] }
type Matching = { matching: number | null }

type Asking = Pick<Reader, 'organizationId' | 'memberId'>

const countItems = ({ organizationId, memberId }: Asking) => sql`
  SELECT count(*) FILTER (WHERE NOT held AND NOT asleep)::int AS free,
    count(*) FILTER (WHERE held AND holder_id = ${memberId}::uuid)::int AS "heldByMe",
    count(*) FILTER (WHERE held AND holder_id <> ${memberId}::uuid)::int AS "heldByOthers",
    min(lease_until) FILTER (WHERE held AND holder_id <> ${memberId}::uuid) AS "othersUntil",
    count(*) FILTER (WHERE asleep)::int AS snoozed, min(snoozed_until) FILTER (WHERE asleep) AS "wakesAt",
    count(*) FILTER (WHERE overdue AND NOT asleep)::int AS overdue,
    (SELECT count(*)::int FROM (
      SELECT FROM review_items WHERE organization_id = ${organizationId}::uuid AND state = 'resolved' LIMIT ${COUNT_MAX}
    ) resolved) AS resolved
  FROM (
    SELECT i.holder_id, i.lease_until, i.snoozed_until, ${isHeld} AS held, ${isAsleep} AS asleep, ${isOverdue} AS overdue
    FROM review_items i WHERE i.organization_id = ${organizationId}::uuid AND i.state = 'open'
  ) open_items`

/** How many a view shows, counted to `COUNT_MAX`. */
export const countRows = (reader: Reader, view: InboxView) =>
  sql`SELECT count(*)::int AS matching FROM (SELECT ${viewRows(reader, view)} LIMIT ${COUNT_MAX}) found`

/** One page, the counts and how many match the filter, of one moment: a single statement has a single snapshot. */
export async function readInbox(reader: Reader, view: InboxView, after: InboxCursor | null, limit: number) {
  const rows = await db().$queryRaw<(CountsRow & Matching & (InboxRow | { id: null }))[]>(
    inboxStatement(reader, view, after, limit),
  )
  const { matching } = rows[0]!
  const page = rows.filter((row): row is CountsRow & Matching & InboxRow => row.id !== null)
  return { counts: rows[0]!, matching, rows: page }
}

/**
 * Apart from its execution, so that the bench explains the statement that runs. Measured on 3,000 open and 17,000 resolved
 * items of 200,000 conversations (e2e/bench/explain.ts), counts included, 100 rows: open 4 ms (without
 * review_items_open_idx 9 ms), resolved 6 ms (without review_items_resolved_idx 11 ms), snoozed 5 ms, open by score 21 ms;
 * a word of the reason 7 ms, a campaign 25 ms, a failed question 32 ms, a campaign among the resolved 120 ms.
 */
export function inboxStatement(reader: Reader, view: InboxView, after: InboxCursor | null, limit: number): Prisma.Sql {
  const order = orders[orderOf(view.tab, view.filter.sort)]
  const filtered = isFiltered(view.filter)
  const from = viewRows(reader, view, after ? [beyond(order, after)] : [], order.joined)
  const rows = (max: number) => sql`SELECT i.*, ${sortColumns(order)} ${from} ORDER BY ${orderBy(order)} LIMIT ${max}`
  return sql`
    ${filtered ? empty : prepared} WITH counts AS (${countItems(reader)}),
    ${filtered ? foundAndPage(rows, after ? countRows(reader, view) : null, order, limit) : pageAlone(rows, limit)}
    SELECT counts.*, matching.matching, item.* FROM counts CROSS JOIN matching
    LEFT JOIN (${selectItems(sql`page`, { more: sql`, ${sortedColumns(order)}` })}) item ON true
    ORDER BY ${orderByNames(order, sql`item`)}`
}

type Rows = (max: number) => Prisma.Sql

const pageAlone = (rows: Rows, limit: number) =>
  sql`matching AS (SELECT NULL::int AS matching), page AS (${rows(limit)})`

/** The first page's rows are looked for once, for counting and for showing: that is most of the time of a filter. */
const foundAndPage = (rows: Rows, apart: Prisma.Sql | null, order: Order, limit: number) =>
  apart
    ? sql`matching AS (${apart}), page AS (${rows(limit)})`
    : sql`found AS MATERIALIZED (${rows(Math.max(COUNT_MAX, limit))}),
      matching AS (SELECT count(*)::int AS matching FROM found),
      page AS (SELECT * FROM found ORDER BY ${orderByNames(order, sql`found`)} LIMIT ${limit})`

export const readCounts = async (actor: Asking): Promise<CountsRow> =>
  (await db().$queryRaw<CountsRow[]>(sql`${prepared} ${countItems(actor)}`))[0]!

/** What a view shows, in its order, as far as `limit`: each item as it is now. */
export const matchingItems = (reader: Reader, view: InboxView, limit: number): Promise<SeenItem[]> =>
  db().$queryRaw<SeenItem[]>(selectionStatement(reader, view, limit))

export function selectionStatement(reader: Reader, view: InboxView, limit: number): Prisma.Sql {
  const order = orders[orderOf(view.tab, view.filter.sort)]
  const from = viewRows(reader, view, [], order.joined)
  return sql`SELECT i.id, i.version ${from} ORDER BY ${orderBy(order)} LIMIT ${limit}`
}

/** How many each of the views shows now, counted to `COUNT_MAX`; in their order, of one moment. */
export async function countViews(reader: Reader, views: readonly InboxView[]): Promise<number[]> {
  if (views.length === 0) return []
  const counts = views.map((view, n) => sql`SELECT ${n}::int AS n, matching FROM (${countRows(reader, view)}) counted`)
  const rows = await db().$queryRaw<{ matching: number }[]>(sql`${Prisma.join(counts, ' UNION ALL ')} ORDER BY n`)
  return rows.map(({ matching }) => matching)
}
