'use client'
import { CloudAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button'
import { StateMessage } from './state-message'

type ErrorStateProps = {
  title?: ReactNode
  /** What happened and what it means for her, not a stack. */
  children?: ReactNode
  onRetry?: () => void
  retrying?: boolean
  /** Shown small, so that support can find it in the log. */
  reference?: string
  className?: string
}

export function ErrorState({
  title = 'This could not be loaded',
  children = 'Nothing was changed. Try again in a moment.',
  onRetry,
  retrying,
  reference,
  className,
}: ErrorStateProps) {
  const action = onRetry && (
    <Button onClick={onRetry} busy={retrying}>
      Try again
    </Button>
  )
  return (
    <StateMessage role="alert" icon={<CloudAlert />} title={title} action={action} className={className}>
      {children}
      {reference && <p className="mt-2 font-mono text-faint text-xs">Reference {reference}</p>}
    </StateMessage>
  )
}
