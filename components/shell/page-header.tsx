import type { ReactNode } from 'react'
import { cn } from '../ui/cn'

type PageHeaderProps = {
  title: ReactNode
  description?: ReactNode
  /** Right of the title; the primary action last. */
  actions?: ReactNode
  className?: string
}

/** The h1 of a screen. 48 px high, so that headers of neighbouring panes line up. */
export function PageHeader({ title, description, actions, className }: PageHeaderProps) {
  return (
    <header className={cn('flex min-h-12 flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2', className)}>
      <div className="min-w-0 flex-1 basis-48">
        <h1 tabIndex={-1} className="truncate font-semibold text-base outline-none">
          {title}
        </h1>
        {description && <p className="text-muted text-xs">{description}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  )
}
