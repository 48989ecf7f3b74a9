import type { Metadata } from 'next'
import { DeliveriesPage, type DeliverySearch } from './deliveries-page'

export const metadata: Metadata = { title: 'Deliveries' }

export default function Page({ searchParams }: { searchParams: DeliverySearch }) {
  return <DeliveriesPage search={searchParams} />
}
