import type { ReactNode } from 'react'
import { cn } from './cn'

type StateMessageProps = {
  icon?: ReactNode
  title: ReactNode
  children?: ReactNode
  action?: ReactNode
  /** `page` when it is all there is: its title becomes the h1. */
  as?: 'h1' | 'h2'
  role?: 'alert' | 'status'
  className?: string
}

/** Icon, title, one sentence, one action, in the middle of the free space: the shape of every "nothing here" state. */
export function StateMessage({ icon, title, children, action, as: Title = 'h2', role, className }: StateMessageProps) {
  return (
    <div role={role} className={cn('flex flex-col items-center justify-center px-6 py-14 text-center', className)}>
      {icon && (
        <span aria-hidden className="mb-3 text-faint [&_svg]:size-6 [&_svg]:stroke-[1.5]">
          {icon}
        </span>
      )}
      <Title className="font-medium text-base">{title}</Title>
      {children && <div className="mt-1 max-w-sm text-pretty text-muted">{children}</div>}
      {action && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  )
}
