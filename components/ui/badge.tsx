import type { ComponentProps } from 'react'
import { cn } from './cn'

/** A small label without a verdict in it: a campaign, a role, a state. For verdicts see ToneBadge. */
export function Badge({ className, ...rest }: ComponentProps<'span'>) {
  return (
    <span
      {...rest}
      className={cn(
        'inline-flex h-5 max-w-full items-center gap-1 truncate rounded-sm align-middle border border-border px-1.5 text-muted text-xs',
        className,
      )}
    />
  )
}
