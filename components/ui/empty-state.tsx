import { Inbox } from 'lucide-react'
import type { ReactNode } from 'react'
import { StateMessage } from './state-message'

type EmptyStateProps = {
  icon?: ReactNode
  title: ReactNode
  children?: ReactNode
  action?: ReactNode
  className?: string
}

/** Nothing here, said truly: what is empty, why, and what to do about it. */
export function EmptyState({ icon = <Inbox />, ...rest }: EmptyStateProps) {
  return <StateMessage icon={icon} {...rest} />
}
