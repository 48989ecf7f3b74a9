import type { ReactNode } from 'react'
import { cn } from './cn'

type KbdProps = {
  children: ReactNode
  on?: 'surface' | 'fill'
  /** Also on touch screens, where a hint on a button would only be noise. */
  always?: boolean
}

/** A key cap. Hidden from screen readers (`aria-keyshortcuts` says it there) and where there is no keyboard. */
export function Kbd({ children, on = 'surface', always = false }: KbdProps) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        'inline-flex h-4 min-w-4 items-center justify-center rounded-sm border px-1 font-sans text-2xs leading-none',
        !always && 'pointer-coarse:hidden',
        on === 'fill' ? 'border-current/35 text-current' : 'border-border-strong bg-background text-muted',
      )}
    >
      {children}
    </span>
  )
}
