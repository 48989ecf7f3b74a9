import type { Metadata } from 'next'
import { InboxPage, type InboxSearch } from '../inbox-page'

export const metadata: Metadata = { title: 'Review item' }

export default async function Page({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>
  searchParams: InboxSearch
}) {
  return <InboxPage search={searchParams} id={(await params).id} />
}
