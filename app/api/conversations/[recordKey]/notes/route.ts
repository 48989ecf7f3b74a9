import { conversationParams } from '@/lib/conversations/cursor'
import { noteRefusal } from '@/lib/conversations/http'
import { addNote } from '@/lib/conversations/note-service'
import { noteRequest } from '@/lib/conversations/schema'
import { jsonResponse } from '@/lib/platform/http/problem'
import { marksOf } from '@/lib/web/command-route'
import { memberRoute } from '@/lib/web/member-route'

/** With an `Idempotency-Key` header the same request sent again writes one note. */
export const POST = memberRoute(
  'POST /api/conversations/{recordKey}/notes',
  { params: conversationParams, body: noteRequest },
  async ({ member, params, body, request }) => {
    const marks = marksOf(request)
    if (!marks.ok) return marks.refusal
    const result = await addNote(member, params.recordKey, body.body, marks.value.idempotencyKey)
    return result.ok ? jsonResponse(result.note, 201) : noteRefusal(result)
  },
)
