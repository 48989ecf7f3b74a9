import { dehydrate } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { MacrosSettings } from '@/components/settings/macros/macros-settings'
import { SettingsFrame } from '@/components/settings/settings-frame'
import { queryClientFor } from '@/components/shell/query-client'
import { ScreenData } from '@/components/shell/screen-data'
import { macrosOptions } from '@/lib/macros/client'
import { listMacros } from '@/lib/macros/service'
import { requirePageMember } from '@/lib/members/page'
import { may } from '@/lib/members/permissions'

export const metadata: Metadata = { title: 'Macros' }

export default async function MacrosPage() {
  const member = await requirePageMember()
  const client = queryClientFor()
  await client.prefetchQuery({ ...macrosOptions(), queryFn: () => listMacros(member) })
  return (
    <ScreenData state={dehydrate(client)}>
      <SettingsFrame role={member.role} current="Macros">
        <MacrosSettings canWrite={may(member.role, 'claim-items')} />
      </SettingsFrame>
    </ScreenData>
  )
}
