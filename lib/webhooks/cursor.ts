import { z } from 'zod'
import { decodeCursor } from '@/lib/platform/http/cursor'
import { deliveryQuery } from './schema'

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
