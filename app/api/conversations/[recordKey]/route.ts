import { conversationParams } from '@/lib/conversations/cursor'
import { getConversation } from '@/lib/conversations/service'
import { jsonResponse } from '@/lib/platform/http/problem'
import { memberRoute } from '@/lib/web/member-route'
import { notFound } from '@/lib/web/refusals'

export const GET = memberRoute(
  'GET /api/conversations/{recordKey}',
  { params: conversationParams },
  async ({ member, params }) => {
    const conversation = await getConversation(member, params.recordKey)
    return conversation ? jsonResponse(conversation) : notFound()
  },
)
