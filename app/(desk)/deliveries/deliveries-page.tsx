import { dehydrate } from '@tanstack/react-query'
import { notFound } from 'next/navigation'
import { DeliveriesScreen } from '@/components/deliveries/deliveries-screen'
import { loadFilters, toFilter } from '@/components/deliveries/delivery-filters'
import { NoPermission } from '@/components/shell/no-permission'
import { queryClientFor } from '@/components/shell/query-client'
import { ScreenData } from '@/components/shell/screen-data'
import { requirePageMember } from '@/lib/members/page'
import { may } from '@/lib/members/permissions'
import { DELIVERY_PAGE_SIZE, deliveryListOptions, deliveryOptions } from '@/lib/webhooks/client'
import { explainDelivery } from '@/lib/webhooks/explain-service'
import { listDeliveries } from '@/lib/webhooks/service'

export type DeliverySearch = Promise<Record<string, string | string[] | undefined>>

/** `/deliveries` and `/deliveries/{id}` are one screen: it moves between them without asking the server for a page. */
export async function DeliveriesPage({ search, id }: { search: DeliverySearch; id?: string }) {
  const member = await requirePageMember()
  if (!may(member.role, 'read-deliveries'))
    return (
      <div className="grid min-h-full content-center">
        <NoPermission>The delivery log is for admins and auditors. An admin can change your role.</NoPermission>
      </div>
    )
  const filter = toFilter(await loadFilters(search))
  const client = queryClientFor()
  const [detail] = await Promise.all([
    id ? explainDelivery(member, id) : null,
    client.prefetchInfiniteQuery({
      ...deliveryListOptions({ filter, field: null }),
      queryFn: () => listDeliveries(member, { ...filter, limit: DELIVERY_PAGE_SIZE }),
    }),
  ])
  if (id && !detail) notFound()
  if (id && detail) client.setQueryData(deliveryOptions(id).queryKey, detail)
  return (
    <ScreenData state={dehydrate(client)}>
      <DeliveriesScreen
        mayReplay={may(member.role, 'replay-deliveries')}
        mayReadBodies={may(member.role, 'read-delivery-bodies')}
      />
    </ScreenData>
  )
}
