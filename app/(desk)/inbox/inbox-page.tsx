import { dehydrate } from '@tanstack/react-query'
import { notFound } from 'next/navigation'
import { InboxScreen } from '@/components/inbox/inbox-screen'
import { queryClientFor } from '@/components/shell/query-client'
import { ScreenData } from '@/components/shell/screen-data'
import { requirePageMember } from '@/lib/members/page'
import { currentMember } from '@/lib/members/schema'
import { INBOX_PAGE_SIZE, inboxListOptions, reviewItemOptions } from '@/lib/reviews/client'
import { parseView } from '@/lib/reviews/filter'
import { getReviewItem, listInbox } from '@/lib/reviews/service'

export type InboxSearch = Promise<Record<string, string | string[] | undefined>>

/** `/inbox` and `/inbox/{id}` are one screen: it moves between them by itself, without asking the server for a page. */
export async function InboxPage({ search, id }: { search: InboxSearch; id?: string }) {
  const member = await requirePageMember()
  const view = parseView(await search)
  const client = queryClientFor()
  const [detail] = await Promise.all([
    id ? getReviewItem(member, id) : null,
    client.prefetchInfiniteQuery({
      ...inboxListOptions(view),
      queryFn: () => listInbox(member, { tab: view.tab, ...view.filter, limit: INBOX_PAGE_SIZE }),
    }),
  ])
  if (id && !detail) notFound()
  if (id && detail) client.setQueryData(reviewItemOptions(id).queryKey, detail)
  return (
    <ScreenData state={dehydrate(client)}>
      <InboxScreen member={currentMember.parse(member)} />
    </ScreenData>
  )
}
