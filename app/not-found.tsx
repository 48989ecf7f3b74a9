import type { Metadata } from 'next'
import { NotFoundState } from '@/components/shell/not-found-state'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <main className="flex min-h-full flex-col justify-center py-[12vh]">
      <NotFoundState title="There is nothing at this address" href="/inbox" action="Go to the inbox" />
    </main>
  )
}
