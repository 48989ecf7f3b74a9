import { FileQuestion } from 'lucide-react'
import Link from 'next/link'
import { buttonClass } from '@/components/ui/button-class'
import { StateMessage } from '@/components/ui/state-message'

export default function DeliveryNotFound() {
  return (
    <StateMessage
      as="h1"
      icon={<FileQuestion />}
      title="There is no such delivery"
      className="min-h-full"
      action={
        <Link href="/deliveries" className={buttonClass('primary')}>
          See all deliveries
        </Link>
      }
    >
      It does not exist or belongs to another organization.
    </StateMessage>
  )
}
