import type { ReactNode } from 'react'
import { cn } from '../ui/cn'

type TwoPaneProps = {
  list: ReactNode
  detail: ReactNode
  /** Accessible names of the two. */
  listLabel: string
  detailLabel: string
  /** Below 1024 px only one is shown: the detail when something is open, else the list. */
  detailOpen: boolean
}

/** List beside detail where there is room, one after the other where there is not. Each pane scrolls by itself. */
export function TwoPane({ list, detail, listLabel, detailLabel, detailOpen }: TwoPaneProps) {
  return (
    <div className="h-full lg:grid lg:grid-cols-[minmax(20rem,26rem)_minmax(0,1fr)]">
      <section
        aria-label={listLabel}
        className={cn('h-full min-w-0 overflow-y-auto lg:border-r', detailOpen && 'max-lg:hidden')}
      >
        {list}
      </section>
      <section
        aria-label={detailLabel}
        className={cn('h-full min-w-0 overflow-y-auto', !detailOpen && 'max-lg:hidden')}
      >
        {detail}
      </section>
    </div>
  )
}
