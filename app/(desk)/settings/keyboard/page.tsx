import { dehydrate } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { KeyboardSettings } from '@/components/settings/keyboard-settings'
import { SettingsFrame } from '@/components/settings/settings-frame'
import { queryClientFor } from '@/components/shell/query-client'
import { ScreenData } from '@/components/shell/screen-data'
import { requirePageMember } from '@/lib/members/page'
import { preferencesOptions } from '@/lib/members/preferences-client'
import { getPreferences } from '@/lib/members/preferences-service'

export const metadata: Metadata = { title: 'Keyboard & flow' }

export default async function KeyboardPage() {
  const member = await requirePageMember()
  const client = queryClientFor()
  await client.prefetchQuery({ ...preferencesOptions(), queryFn: () => getPreferences(member) })
  return (
    <ScreenData state={dehydrate(client)}>
      <SettingsFrame role={member.role} current="Keyboard & flow">
        <KeyboardSettings />
      </SettingsFrame>
    </ScreenData>
  )
}
