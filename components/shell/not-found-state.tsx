import { FileQuestion } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { buttonClass } from '../ui/button-class'
import { StateMessage } from '../ui/state-message'

type NotFoundStateProps = {
  /** "There is no such delivery". */
  title: string
  /** Where to go on. */
  href: Route
  action: string
}

/** A page of nothing: it does not say whether the thing exists elsewhere. */
export const NotFoundState = ({ title, href, action }: NotFoundStateProps) => (
  <StateMessage
    as="h1"
    icon={<FileQuestion />}
    title={title}
    className="min-h-full"
    action={
      <Link href={href} className={buttonClass('primary')}>
        {action}
      </Link>
    }
  >
    It does not exist or belongs to another organization.
  </StateMessage>
)
