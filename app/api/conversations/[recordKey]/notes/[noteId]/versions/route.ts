import { noteParams } from '@/lib/conversations/http'
import { getNoteVersions } from '@/lib/conversations/note-service'
import { jsonResponse } from '@/lib/platform/http/problem'
import { memberRoute } from '@/lib/web/member-route'
import { notFound } from '@/lib/web/refusals'

export const GET = memberRoute(
  'GET /api/conversations/{recordKey}/notes/{noteId}/versions',
  { params: noteParams },
  async ({ member, params: { recordKey, noteId } }) => {
    const versions = await getNoteVersions(member, { recordKey, id: noteId })
    return versions ? jsonResponse(versions) : notFound()
  },
)
