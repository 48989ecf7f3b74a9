import { dehydrate } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { IssuesScreen } from '@/components/issues/issues-screen'
import { NoPermission } from '@/components/shell/no-permission'
import { queryClientFor } from '@/components/shell/query-client'
import { ScreenData } from '@/components/shell/screen-data'
import { issuesOptions } from '@/lib/issues/client'
import { issueQuery } from '@/lib/issues/schema'
import { listIssues } from '@/lib/issues/service'
import { requirePageMember } from '@/lib/members/page'
import { may } from '@/lib/members/permissions'

export const metadata: Metadata = { title: 'Issues' }

type Search = Promise<Record<string, string | string[] | undefined>>

export default async function IssuesPage({ searchParams }: { searchParams: Search }) {
  const member = await requirePageMember()
  if (!may(member.role, 'read-operations')) return <NoPermission />
  const state = issueQuery.shape.state.catch('open').parse((await searchParams).state)
  const client = queryClientFor()
  await client.prefetchInfiniteQuery({
    ...issuesOptions(state),
    queryFn: () => listIssues(member, issueQuery.parse({ state })),
  })
  return (
    <ScreenData state={dehydrate(client)}>
      <IssuesScreen />
    </ScreenData>
  )
}
