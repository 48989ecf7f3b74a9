import { z } from 'zod'
import { decodeCursor } from '@/lib/platform/http/cursor'
import { readSearchHeader } from '@/lib/platform/http/search-header'
import { moment } from '@/lib/platform/moment'
import { conversationQuery } from './schema'

/** What a record key can be. Anything else names no conversation: 404, without asking the database. */
export const recordKeyText = z.string().regex(/^[\w.:~-]{1,200}$/)
/** Of a path. */
export const conversationParams = z.object({ recordKey: recordKeyText })

/** The last row's newest event, with microseconds, and its record key. */
const columns = z.tuple([moment({ precision: 6 }), recordKeyText])
export type ConversationCursor = z.infer<typeof columns>

export const decodeConversationCursor = (text: string): ConversationCursor | null => decodeCursor(text, columns)

/** What the route accepts: a cursor that is none of ours is answered by field. */
export const checkedConversationQuery = conversationQuery.extend({
  cursor: conversationQuery.shape.cursor.refine(
    (text) => text === undefined || decodeConversationCursor(text) !== null,
    { message: 'This is not a cursor of this list.' },
  ),
})

/** The search as its header carries it. Not ok = not percent-encoded text, or too long. */
export function readSearch(header: string | null): { ok: true; q: string | undefined } | { ok: false } {
  const text = readSearchHeader(header)
  if (text === null) return { ok: true, q: undefined }
  const search = conversationQuery.shape.q.safeParse(text)
  return text !== undefined && search.success ? { ok: true, q: search.data } : { ok: false }
}
