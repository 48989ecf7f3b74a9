import { FileQuestion } from 'lucide-react'
import Link from 'next/link'
import { buttonClass } from '@/components/ui/button-class'
import { StateMessage } from '@/components/ui/state-message'

export default function DeskNotFound() {
  return (
    <StateMessage
      as="h1"
      icon={<FileQuestion />}
      title="There is nothing at this address"
      className="min-h-full"
      action={
        <Link href="/inbox" className={buttonClass('primary')}>
          Go to the inbox
        </Link>
      }
    >
      It does not exist or belongs to another organization.
    </StateMessage>
  )
}
