import type { Metadata } from 'next'
import { InboxPage, type InboxSearch } from './inbox-page'

export const metadata: Metadata = { title: 'Inbox' }

export default function Page({ searchParams }: { searchParams: InboxSearch }) {
  return <InboxPage search={searchParams} />
}
