import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn'

export type BannerTone = 'info' | 'warn' | 'danger'

const LOOKS = {
  info: { icon: Info, ground: 'bg-accent-soft', mark: 'text-accent-text' },
  warn: { icon: TriangleAlert, ground: 'bg-review-soft', mark: 'text-review' },
  danger: { icon: CircleAlert, ground: 'bg-fail-soft', mark: 'text-fail' },
} as const

type BannerProps = {
  tone?: BannerTone
  children: ReactNode
  action?: ReactNode
  /** Announced when it appears: politely, or at once for danger. Off for banners that are there from the start. */
  announce?: boolean
  className?: string
}

/** One line across its container that stays until its cause is gone. */
export function Banner({ tone = 'info', children, action, announce = false, className }: BannerProps) {
  const { icon: Icon, ground, mark } = LOOKS[tone]
  const role = tone === 'danger' ? 'alert' : 'status'
  return (
    <div
      role={announce ? role : undefined}
      className={cn(
        'flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-1.5 text-sm',
        ground,
        className,
      )}
    >
      <Icon aria-hidden className={cn('size-4 shrink-0', mark)} />
      <div className="min-w-0 flex-1 basis-48">{children}</div>
      {action && <div className="flex shrink-0 items-center gap-2">{action}</div>}
    </div>
  )
}
