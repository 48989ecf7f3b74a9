import { Prisma } from '@/prisma/generated/client'
import type { InboxCursor, InboxOrder } from './cursor'

const { sql } = Prisma

interface Key {
  /** Of review items `i` and their conversations `c`. */
  by: Prisma.Sql
  type: 'timestamptz' | 'float8'
}

export interface Order {
  /** The id comes after them. All go in one direction: a page begins at one place of an index. */
  keys: readonly [Key] | readonly [Key, Key]
  newestFirst?: true
  /** Conversations are read for it. */
  joined?: true
}

const time = (by: Prisma.Sql): Key => ({ by, type: 'timestamptz' })
const openedAt = time(sql`i.opened_at`)

export const orders: Record<InboxOrder, Order> = {
  // As in review_items_open_idx, letter for letter: PostgreSQL uses an expression's index for that expression only.
  due: { keys: [time(sql`coalesce(i.due_at, 'infinity'::timestamptz)`), openedAt] },
  oldest: { keys: [openedAt] },
  newest: { keys: [openedAt], newestFirst: true },
  // The highest first and the unscored last, in the direction of the others.
  score: { keys: [{ by: sql`coalesce(-c.score, 'infinity'::float8)`, type: 'float8' }, openedAt], joined: true },
  waking: { keys: [time(sql`i.snoozed_until`)] },
  'resolved-last': { keys: [time(sql`i.resolved_at`)], newestFirst: true },
  'resolved-first': { keys: [time(sql`i.resolved_at`)] },
}

const names = [sql`sort_1`, sql`sort_2`]

/** The order's columns under names of their own, for whoever orders the page again. */
export const sortColumns = ({ keys }: Order) => Prisma.join(keys.map(({ by }, n) => sql`${by} AS ${names[n]!}`))
/** Of those names: the columns, and their texts for the next page's cursor. */
export const sortedColumns = ({ keys }: Order) => sql`${Prisma.join(keys.map((_, n) => sql`i.${names[n]!}`))},
  ARRAY[${Prisma.join(keys.map(({ type }, n) => textOf(sql`i.${names[n]!}`, type)))}] AS "sortKeys"`

const textOf = (value: Prisma.Sql, type: Key['type']) =>
  type === 'float8'
    ? sql`${value}::text`
    : sql`CASE WHEN isfinite(${value}) THEN to_char(${value} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        ELSE 'infinity' END`

const direction = ({ newestFirst }: Order) => (newestFirst ? sql`DESC` : sql`ASC`)

export const orderBy = (order: Order) =>
  Prisma.join([...order.keys.map(({ by }) => by), sql`i.id`].map((key) => sql`${key} ${direction(order)}`))
export const orderByNames = (order: Order, alias: Prisma.Sql) =>
  Prisma.join([...order.keys.map((_, n) => names[n]!), sql`id`].map((key) => sql`${alias}.${key} ${direction(order)}`))

/** What comes after the cursor's row. */
export const beyond = (order: Order, after: InboxCursor) => sql`
  (${Prisma.join(order.keys.map(({ by }) => by))}, i.id) ${order.newestFirst ? sql`<` : sql`>`}
  (${Prisma.join(order.keys.map(({ type }, n) => sql`${after.keys[n]}::${Prisma.raw(type)}`))}, ${after.id}::uuid)`
