import { z } from 'zod'
import { decodeCursor } from '@/lib/platform/http/cursor'
import { conversationQuery } from './schema'

/** The last row's newest event, with microseconds, and its record key. */
const columns = z.tuple([z.iso.datetime({ precision: 6 }), z.string().regex(/^[\w.:~-]{1,200}$/)])
export type ConversationCursor = z.infer<typeof columns>

export const decodeConversationCursor = (text: string): ConversationCursor | null => decodeCursor(text, columns)

/** What the route accepts: a cursor that is none of ours is answered by field. */
export const checkedConversationQuery = conversationQuery.extend({
  cursor: conversationQuery.shape.cursor.refine(
    (text) => text === undefined || decodeConversationCursor(text) !== null,
    { message: 'This is not a cursor of this list.' },
  ),
})
