import { FileQuestion } from 'lucide-react'
import Link from 'next/link'
import { buttonClass } from '../ui/button-class'
import { StateMessage } from '../ui/state-message'

export function ConversationNotFound() {
  return (
    <StateMessage
      as="h1"
      icon={<FileQuestion />}
      title="There is no such conversation"
      className="min-h-full"
      action={
        <Link href="/conversations" className={buttonClass('primary')}>
          See all conversations
        </Link>
      }
    >
      It does not exist or belongs to another organization.
    </StateMessage>
  )
}
