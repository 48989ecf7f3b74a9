'use client'
import { useQuery } from '@tanstack/react-query'
import { may } from '@/lib/members/permissions'
import type { CurrentMember } from '@/lib/members/schema'
import { reviewSettingsOptions } from '@/lib/organizations/client'
import { QueryGate } from '../../list/query-gate'
import { ReviewSettingsForm } from './review-settings-form'
import { ReviewSettingsSkeleton } from './review-settings-skeleton'

/** How the organization reviews: an admin changes it, everybody may know it. */
export function ReviewSettingsScreen({ member }: { member: CurrentMember }) {
  const query = useQuery(reviewSettingsOptions())
  return (
    <QueryGate query={query} what="The settings" skeleton={<ReviewSettingsSkeleton />}>
      {query.data && (
        <ReviewSettingsForm
          settings={query.data}
          memberId={member.memberId}
          canEdit={may(member.role, 'manage-settings')}
        />
      )}
    </QueryGate>
  )
}
