import { dehydrate } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { HealthScreen } from '@/components/health/health-screen'
import { NoPermission } from '@/components/shell/no-permission'
import { queryClientFor } from '@/components/shell/query-client'
import { ScreenData } from '@/components/shell/screen-data'
import { healthOptions } from '@/lib/health/client'
import { getHealthSummary } from '@/lib/health/service'
import { requirePageMember } from '@/lib/members/page'
import { may } from '@/lib/members/permissions'

export const metadata: Metadata = { title: 'Health' }

export default async function HealthPage() {
  const member = await requirePageMember()
  if (!may(member.role, 'read-operations'))
    return (
      <div className="grid min-h-full content-center">
        <NoPermission>How the desk fares is for admins and auditors. An admin can change your role.</NoPermission>
      </div>
    )
  const client = queryClientFor()
  await client.prefetchQuery({ ...healthOptions(), queryFn: () => getHealthSummary(member) })
  return (
    <ScreenData state={dehydrate(client)}>
      <HealthScreen />
    </ScreenData>
  )
}
