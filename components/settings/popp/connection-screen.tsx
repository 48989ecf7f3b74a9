'use client'
import { useQuery } from '@tanstack/react-query'
import { may } from '@/lib/members/permissions'
import type { CurrentMember } from '@/lib/members/schema'
import { connectionOptions } from '@/lib/popp-connection/client'
import { QueryGate } from '../../list/query-gate'
import { ConnectionSettingsForm } from './connection-form'
import { ConnectionSkeleton } from './connection-skeleton'

/** How the organization uses Popp's API: an admin changes it, an auditor may know it. */
export function ConnectionScreen({ member }: { member: CurrentMember }) {
  const query = useQuery(connectionOptions())
  return (
    <QueryGate query={query} what="The settings" skeleton={<ConnectionSkeleton />}>
      {query.data && (
        <ConnectionSettingsForm
          settings={query.data}
          memberId={member.memberId}
          canEdit={may(member.role, 'manage-settings')}
        />
      )}
    </QueryGate>
  )
}
