import { dehydrate } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { AlertsScreen } from '@/components/settings/alerts/alerts-screen'
import { SettingsFrame } from '@/components/settings/settings-frame'
import { NoPermission } from '@/components/shell/no-permission'
import { queryClientFor } from '@/components/shell/query-client'
import { ScreenData } from '@/components/shell/screen-data'
import { alertSettingsOptions } from '@/lib/issues/client-settings'
import { getAlertSettings } from '@/lib/issues/settings-service'
import { requirePageMember } from '@/lib/members/page'
import { may } from '@/lib/members/permissions'

export const metadata: Metadata = { title: 'Alerts' }

export default async function AlertsPage() {
  const member = await requirePageMember()
  if (!may(member.role, 'read-operations')) return <NoPermission />
  const client = queryClientFor()
  await client.prefetchQuery({ ...alertSettingsOptions(), queryFn: () => getAlertSettings(member) })
  return (
    <ScreenData state={dehydrate(client)}>
      <SettingsFrame role={member.role} current="Alerts">
        <AlertsScreen canEdit={may(member.role, 'manage-settings')} />
      </SettingsFrame>
    </ScreenData>
  )
}
