import { dehydrate } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { EndpointsScreen } from '@/components/settings/endpoints/endpoints-screen'
import { SettingsFrame } from '@/components/settings/settings-frame'
import { NoPermission } from '@/components/shell/no-permission'
import { queryClientFor } from '@/components/shell/query-client'
import { ScreenData } from '@/components/shell/screen-data'
import { endpointsOptions } from '@/lib/endpoints/client'
import { listEndpoints } from '@/lib/endpoints/service'
import { requirePageMember } from '@/lib/members/page'
import { may } from '@/lib/members/permissions'

export const metadata: Metadata = { title: 'Endpoints' }

export default async function EndpointsPage() {
  const member = await requirePageMember()
  if (!may(member.role, 'read-operations')) return <NoPermission />
  const client = queryClientFor()
  await client.prefetchQuery({ ...endpointsOptions(), queryFn: () => listEndpoints(member) })
  return (
    <ScreenData state={dehydrate(client)}>
      <SettingsFrame role={member.role} current="Endpoints">
        <EndpointsScreen canEdit={may(member.role, 'manage-settings')} />
      </SettingsFrame>
    </ScreenData>
  )
}
