import { dehydrate } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { IssueScreen } from '@/components/issues/issue-screen'
import { NoPermission } from '@/components/shell/no-permission'
import { queryClientFor } from '@/components/shell/query-client'
import { ScreenData } from '@/components/shell/screen-data'
import { issueOptions } from '@/lib/issues/client'
import { issueParams } from '@/lib/issues/cursor'
import { getIssue } from '@/lib/issues/service'
import { requirePageMember } from '@/lib/members/page'
import { may } from '@/lib/members/permissions'

export const metadata: Metadata = { title: 'Issue' }

export default async function IssuePage({ params }: { params: Promise<{ id: string }> }) {
  const member = await requirePageMember()
  if (!may(member.role, 'read-operations')) return <NoPermission />
  const named = issueParams.safeParse(await params)
  const detail = named.success ? await getIssue(member, named.data.id) : null
  if (!detail) notFound()
  const { id } = detail.issue
  const client = queryClientFor()
  client.setQueryData(issueOptions(id).queryKey, detail)
  return (
    <ScreenData state={dehydrate(client)}>
      <IssueScreen id={id} canManage={may(member.role, 'manage-operations')} />
    </ScreenData>
  )
}
