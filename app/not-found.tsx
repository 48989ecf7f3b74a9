import { FileQuestion } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { buttonClass } from '@/components/ui/button-class'
import { StateMessage } from '@/components/ui/state-message'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <main className="flex min-h-full flex-col justify-center py-[12vh]">
      <StateMessage
        as="h1"
        icon={<FileQuestion />}
        title="There is nothing at this address"
        action={
          <Link href="/inbox" className={buttonClass('primary')}>
            Go to the inbox
          </Link>
        }
      >
        It may have been removed, or it belongs to another organization.
      </StateMessage>
    </main>
  )
}
