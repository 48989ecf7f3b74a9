import { dehydrate } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { ReviewSettingsScreen } from '@/components/settings/review/review-settings-screen'
import { SettingsFrame } from '@/components/settings/settings-frame'
import { queryClientFor } from '@/components/shell/query-client'
import { ScreenData } from '@/components/shell/screen-data'
import { requirePageMember } from '@/lib/members/page'
import { currentMember } from '@/lib/members/schema'
import { reviewSettingsOptions } from '@/lib/organizations/client'
import { getReviewSettings } from '@/lib/organizations/review-settings-service'

export const metadata: Metadata = { title: 'Review settings' }

export default async function ReviewSettingsPage() {
  const member = await requirePageMember()
  const client = queryClientFor()
  await client.prefetchQuery({ ...reviewSettingsOptions(), queryFn: () => getReviewSettings(member) })
  return (
    <ScreenData state={dehydrate(client)}>
      <SettingsFrame role={member.role} current="Review">
        <ReviewSettingsScreen member={currentMember.parse(member)} />
      </SettingsFrame>
    </ScreenData>
  )
}
