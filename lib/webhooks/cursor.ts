import { z } from 'zod'
import { decodeCursor } from '@/lib/platform/http/cursor'
import { readSearchHeader, SEARCH_HEADER } from '@/lib/platform/http/search-header'
import { deliveryQuery } from './delivery-filter'
import { type FieldSearch, parseFieldSearch } from './field-search'

/** Lists are newest first: the id, which sorts by time, is all that a page needs to go on. */
const columns = z.tuple([z.uuid()])

export const decodeDeliveryCursor = (text: string): string | null => decodeCursor(text, columns)?.[0] ?? null

/** What the route accepts: a cursor that is none of ours is answered by field. */
export const checkedDeliveryQuery = deliveryQuery.extend({
  cursor: deliveryQuery.shape.cursor.refine((text) => text === undefined || decodeDeliveryCursor(text) !== null, {
    message: 'This is not a cursor of this list.',
  }),
})

/** Of a path. */
export const deliveryParams = z.object({ id: z.uuid() })

/** What a header that carries none is answered. */
export const NO_FIELD = {
  field: SEARCH_HEADER,
  message: 'Say a path and its value, percent-encoded: data.externalId = ats-1001',
}

/** The payload field as its header carries it. Not ok = there is a header, and no `path = value` in it. */
export function readFieldSearch(header: string | null): { ok: true; field: FieldSearch | null } | { ok: false } {
  const text = readSearchHeader(header)
  if (text === null) return { ok: true, field: null }
  const field = text === undefined ? null : parseFieldSearch(text)
  return field ? { ok: true, field } : { ok: false }
}
