import { z } from 'zod'
import { decodeCursor } from '@/lib/platform/http/cursor'
import { inboxQuery } from './schema'

/** The last row's time in its tab, with microseconds, and its id. */
const columns = z.tuple([z.iso.datetime({ precision: 6 }), z.uuid()])
export type InboxCursor = z.infer<typeof columns>

export const decodeInboxCursor = (text: string): InboxCursor | null => decodeCursor(text, columns)

/** What the route accepts: a cursor that is none of ours is answered by field. */
export const checkedInboxQuery = inboxQuery.extend({
  cursor: inboxQuery.shape.cursor.refine((text) => text === undefined || decodeInboxCursor(text) !== null, {
    message: 'This is not a cursor of this list.',
  }),
})
