import type { Metadata } from 'next'
import { DeliveriesPage, type DeliverySearch } from '../deliveries-page'

export const metadata: Metadata = { title: 'Delivery' }

type Props = { params: Promise<{ id: string }>; searchParams: DeliverySearch }

export default async function Page({ params, searchParams }: Props) {
  return <DeliveriesPage search={searchParams} id={(await params).id} />
}
