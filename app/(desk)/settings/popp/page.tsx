import { dehydrate } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { ConnectionScreen } from '@/components/settings/popp/connection-screen'
import { SettingsFrame } from '@/components/settings/settings-frame'
import { NoPermission } from '@/components/shell/no-permission'
import { queryClientFor } from '@/components/shell/query-client'
import { ScreenData } from '@/components/shell/screen-data'
import { requirePageMember } from '@/lib/members/page'
import { may } from '@/lib/members/permissions'
import { currentMember } from '@/lib/members/schema'
import { connectionOptions } from '@/lib/popp-connection/client'
import { getConnection } from '@/lib/popp-connection/settings-service'

export const metadata: Metadata = { title: 'Popp’s API' }

export default async function PoppSettingsPage() {
  const member = await requirePageMember()
  if (!may(member.role, 'read-operations')) return <NoPermission />
  const client = queryClientFor()
  await client.prefetchQuery({ ...connectionOptions(), queryFn: () => getConnection(member) })
  return (
    <ScreenData state={dehydrate(client)}>
      <SettingsFrame role={member.role} current="Popp’s API">
        <ConnectionScreen member={currentMember.parse(member)} />
      </SettingsFrame>
    </ScreenData>
  )
}
