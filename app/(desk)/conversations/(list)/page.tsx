import { dehydrate } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { loadFilters, toFilters } from '@/components/conversations/conversation-filters'
import { ConversationsScreen } from '@/components/conversations/conversations-screen'
import { queryClientFor } from '@/components/shell/query-client'
import { ScreenData } from '@/components/shell/screen-data'
import { conversationListOptions, PAGE_SIZE } from '@/lib/conversations/client'
import { listConversations } from '@/lib/conversations/service'
import { requirePageMember } from '@/lib/members/page'

export const metadata: Metadata = { title: 'Conversations' }

type Search = Promise<Record<string, string | string[] | undefined>>

export default async function ConversationsPage({ searchParams }: { searchParams: Search }) {
  const member = await requirePageMember()
  const filters = toFilters(await loadFilters(searchParams))
  const client = queryClientFor()
  await client.prefetchInfiniteQuery({
    ...conversationListOptions(filters),
    queryFn: () => listConversations(member, { ...filters, limit: PAGE_SIZE }),
  })
  return (
    <ScreenData state={dehydrate(client)}>
      <ConversationsScreen />
    </ScreenData>
  )
}
