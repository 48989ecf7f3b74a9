import { dehydrate } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ConversationScreen } from '@/components/conversations/conversation-screen'
import { queryClientFor } from '@/components/shell/query-client'
import { ScreenData } from '@/components/shell/screen-data'
import { conversationOptions } from '@/lib/conversations/client'
import { getConversation } from '@/lib/conversations/service'
import { requirePageMember } from '@/lib/members/page'
import { may } from '@/lib/members/permissions'

/** Without the candidate's name: titles stay in the browser's history. */
export const metadata: Metadata = { title: 'Conversation' }

export default async function ConversationPage({ params }: { params: Promise<{ recordKey: string }> }) {
  const member = await requirePageMember()
  const recordKey = decodeURIComponent((await params).recordKey)
  const conversation = await getConversation(member, recordKey)
  if (!conversation) notFound()
  const client = queryClientFor()
  client.setQueryData(conversationOptions(recordKey).queryKey, conversation)
  return (
    <ScreenData state={dehydrate(client)}>
      <ConversationScreen recordKey={recordKey} writerId={may(member.role, 'write-notes') ? member.memberId : null} />
    </ScreenData>
  )
}
