import { z } from 'zod'
import { decodeCursor } from '@/lib/platform/http/cursor'
import { moment } from '@/lib/platform/moment'
import { type InboxSort, inboxFilter } from './filter'
import { type InboxTab, inboxQuery } from './schema'

/** With microseconds, which a JavaScript date would lose. */
const time = moment({ precision: 6 })
const number = z.string().regex(/^(Infinity|-?\d{1,20}(\.\d{1,20})?(e[+-]?\d{1,3})?)$/)

/** Every order of a list, with the columns by which it goes; the id, which comes last in each, left out. */
const orders = {
  due: z.tuple([z.union([time, z.literal('infinity')]), time]),
  oldest: z.tuple([time]),
  newest: z.tuple([time]),
  score: z.tuple([number, time]),
  waking: z.tuple([time]),
  'resolved-last': z.tuple([time]),
  'resolved-first': z.tuple([time]),
} as const
export type InboxOrder = keyof typeof orders

/** By itself the snoozed tab goes by waking, the resolved one by when it was resolved, newest first. */
export function orderOf(tab: InboxTab, sort: InboxSort | undefined): InboxOrder {
  if (tab === 'resolved' && sort !== 'score') return sort === 'oldest' ? 'resolved-first' : 'resolved-last'
  return sort ?? (tab === 'snoozed' ? 'waking' : 'due')
}

/** The last row of a page: its columns in the list's order, and its id. */
export interface InboxCursor {
  keys: readonly string[]
  id: string
}

/** A cursor says of which order it is: in another it would point somewhere. */
export const cursorColumns = (order: InboxOrder, { keys, id }: InboxCursor) => [order, keys, id]

export function decodeInboxCursor(text: string, order: InboxOrder): InboxCursor | null {
  const read = decodeCursor(text, z.tuple([z.literal(order), orders[order], z.uuid()]))
  return read && { keys: read[1], id: read[2] }
}

/** What the route accepts: a cursor that is none of this list's is answered by field. */
export const checkedInboxQuery = inboxQuery
  .extend(inboxFilter.shape)
  .refine(({ tab, sort, cursor }) => cursor === undefined || decodeInboxCursor(cursor, orderOf(tab, sort)) !== null, {
    message: 'This is not a cursor of this list.',
    path: ['cursor'],
  })
export type InboxListQuery = z.infer<typeof checkedInboxQuery>

/** Of the whole tab: for a selection, or what there is to filter by. */
export const inboxViewQuery = inboxQuery.pick({ tab: true }).extend(inboxFilter.shape)
