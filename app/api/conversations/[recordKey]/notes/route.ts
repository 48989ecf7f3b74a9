import { conversationParams } from '@/lib/conversations/cursor'
import { noteRequest } from '@/lib/conversations/schema'
import { addNote } from '@/lib/conversations/service'
import { jsonResponse } from '@/lib/platform/http/problem'
import { memberRoute } from '@/lib/web/member-route'
import { notFound } from '@/lib/web/refusals'

export const POST = memberRoute(
  'POST /api/conversations/{recordKey}/notes',
  { params: conversationParams, body: noteRequest },
  async ({ member, params, body }) => {
    const note = await addNote(member, params.recordKey, body.body)
    return note ? jsonResponse(note, 201) : notFound()
  },
)
