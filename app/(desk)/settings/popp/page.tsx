import { dehydrate } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { ConnectionScreen } from '@/components/settings/popp/connection-screen'
import { ReconcileSection } from '@/components/settings/popp/reconcile-section'
import { SettingsFrame } from '@/components/settings/settings-frame'
import { NoPermission } from '@/components/shell/no-permission'
import { queryClientFor } from '@/components/shell/query-client'
import { ScreenData } from '@/components/shell/screen-data'
import { requirePageMember } from '@/lib/members/page'
import { may } from '@/lib/members/permissions'
import { currentMember } from '@/lib/members/schema'
import { connectionOptions } from '@/lib/popp-connection/client'
import { getConnection } from '@/lib/popp-connection/settings-service'
import { reconcilesOptions } from '@/lib/reconcile/client'
import { reconcileOverviewOf } from '@/lib/reconcile/service'

export const metadata: Metadata = { title: 'Popp’s API' }

export default async function PoppSettingsPage() {
  const member = await requirePageMember()
  if (!may(member.role, 'read-operations')) return <NoPermission />
  const client = queryClientFor()
  await Promise.all([
    client.prefetchQuery({ ...connectionOptions(), queryFn: () => getConnection(member) }),
    client.prefetchQuery({ ...reconcilesOptions(), queryFn: () => reconcileOverviewOf(member) }),
  ])
  return (
    <ScreenData state={dehydrate(client)}>
      <SettingsFrame role={member.role} current="Popp’s API">
        <ConnectionScreen member={currentMember.parse(member)} />
        <ReconcileSection canStart={may(member.role, 'manage-operations')} />
      </SettingsFrame>
    </ScreenData>
  )
}
