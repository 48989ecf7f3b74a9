import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { LeaseNotice } from '@/components/inbox/lease-notice'
import { AppShell } from '@/components/shell/app-shell'
import { deskNav, deskPlaces } from '@/components/shell/desk-nav'
import { LiveUpdates } from '@/components/shell/live'
import { NotificationToasts } from '@/components/shell/notification-toasts'
import { queryClientFor } from '@/components/shell/query-client'
import { SignOutItem } from '@/components/shell/sign-out-item'
import { UnsignedBanner } from '@/components/shell/unsigned-banner'
import { issueCountsOptions } from '@/lib/issues/client'
import { listIssues } from '@/lib/issues/service'
import { requirePageMember } from '@/lib/members/page'
import { may } from '@/lib/members/permissions'
import { preferencesOptions } from '@/lib/members/preferences-client'
import { getPreferences } from '@/lib/members/preferences-service'
import { roleWords } from '@/lib/members/schema'
import { notificationsOptions } from '@/lib/notifications/client'
import { listNotifications } from '@/lib/notifications/service'
import { inboxCountsOptions } from '@/lib/reviews/client'
import { listInbox } from '@/lib/reviews/service'
import { acceptsUnsigned } from '@/lib/webhooks/service'

/** Around every screen of a signed-in member: where she is, what waits, and whether it is true. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  const member = await requirePageMember()
  const client = queryClientFor()
  const [unsigned] = await Promise.all([
    may(member.role, 'read-deliveries') && acceptsUnsigned(member),
    client.prefetchQuery({
      ...inboxCountsOptions(),
      queryFn: async () => (await listInbox(member, { tab: 'open', limit: 1 })).counts,
    }),
    may(member.role, 'read-operations') &&
      client.prefetchQuery({
        ...issueCountsOptions(),
        queryFn: async () => (await listIssues(member, { state: 'open', limit: 1 })).counts,
      }),
    client.prefetchQuery({ ...preferencesOptions(), queryFn: () => getPreferences(member) }),
    client.prefetchQuery({ ...notificationsOptions(), queryFn: () => listNotifications(member) }),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <AppShell
        nav={deskNav(member.role)}
        places={deskPlaces(member.role)}
        organizationName={member.organizationName}
        member={{ name: member.name, email: member.email, role: roleWords[member.role] }}
        signOut={<SignOutItem />}
        banners={
          <>
            {unsigned && <UnsignedBanner />}
            <LiveUpdates memberId={member.memberId} />
            <NotificationToasts />
            {may(member.role, 'claim-items') && (
              <LeaseNotice asker={{ memberId: member.memberId, name: member.name }} />
            )}
          </>
        }
      >
        {children}
      </AppShell>
    </HydrationBoundary>
  )
}
