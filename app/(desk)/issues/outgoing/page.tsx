import { dehydrate } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { OutgoingScreen } from '@/components/acting/outgoing-screen'
import { NoPermission } from '@/components/shell/no-permission'
import { queryClientFor } from '@/components/shell/query-client'
import { ScreenData } from '@/components/shell/screen-data'
import { requirePageMember } from '@/lib/members/page'
import { may } from '@/lib/members/permissions'
import { outwardCallsOptions } from '@/lib/outbox/client'
import { listOutwardCalls } from '@/lib/outbox/service'

export const metadata: Metadata = { title: 'Outgoing calls' }

export default async function OutgoingPage() {
  const member = await requirePageMember()
  if (!may(member.role, 'read-operations')) return <NoPermission />
  const client = queryClientFor()
  await Promise.all(
    (['trouble', 'waiting'] as const).map((state) =>
      client.prefetchQuery({ ...outwardCallsOptions(state), queryFn: () => listOutwardCalls(member, { state }) }),
    ),
  )
  return (
    <ScreenData state={dehydrate(client)}>
      <OutgoingScreen />
    </ScreenData>
  )
}
