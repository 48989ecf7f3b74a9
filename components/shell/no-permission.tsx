import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { StateMessage } from '../ui/state-message'

/** For a member whose role does not include this screen. It does not say whether the thing exists. */
export function NoPermission({ children, action }: { children?: ReactNode; action?: ReactNode }) {
  return (
    <StateMessage as="h1" icon={<Lock />} title="Your role does not include this" action={action}>
      {children ?? 'An admin of your organization can change that.'}
    </StateMessage>
  )
}
