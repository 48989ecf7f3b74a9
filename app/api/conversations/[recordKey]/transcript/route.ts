import { conversationParams } from '@/lib/conversations/cursor'
import { jsonResponse } from '@/lib/platform/http/problem'
import { transcriptQuery } from '@/lib/transcripts/schema'
import { getTranscript } from '@/lib/transcripts/service'
import { memberRoute } from '@/lib/web/member-route'
import { notFound } from '@/lib/web/refusals'

export const GET = memberRoute(
  'GET /api/conversations/{recordKey}/transcript',
  { params: conversationParams, query: transcriptQuery },
  async ({ member, params, query }) => {
    const transcript = await getTranscript(member, params.recordKey, query.nextToken)
    return transcript ? jsonResponse(transcript) : notFound()
  },
)
