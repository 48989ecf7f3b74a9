import { noteParams, noteRefusal } from '@/lib/conversations/http'
import { editNote, removeNote } from '@/lib/conversations/note-service'
import { noteRequest } from '@/lib/conversations/schema'
import { jsonResponse } from '@/lib/platform/http/problem'
import { memberRoute } from '@/lib/web/member-route'

export const PATCH = memberRoute(
  'PATCH /api/conversations/{recordKey}/notes/{noteId}',
  { params: noteParams, body: noteRequest },
  async ({ member, params: { recordKey, noteId }, body }) => {
    const result = await editNote(member, { recordKey, id: noteId }, body.body)
    return result.ok ? jsonResponse(result.note) : noteRefusal(result)
  },
)

export const DELETE = memberRoute(
  'DELETE /api/conversations/{recordKey}/notes/{noteId}',
  { params: noteParams },
  async ({ member, params: { recordKey, noteId } }) => {
    const result = await removeNote(member, { recordKey, id: noteId })
    return result.ok ? jsonResponse({}) : noteRefusal(result)
  },
)
