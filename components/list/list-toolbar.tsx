'use client'
import { SlidersHorizontal, X } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'

type ListToolbarProps = {
  search: ReactNode
  /** Selects; on a phone they wait behind a button. */
  filters?: ReactNode
  /** How many filters are set, the search not counted. */
  set: number
  /** Given when something is searched or filtered. */
  onClear?: () => void
}

export function ListToolbar({ search, filters, set, onClear }: ListToolbarProps) {
  const id = useId()
  const [open, setOpen] = useState(false)
  return (
    <search className="flex flex-wrap items-center gap-2 px-4 pb-3 sm:pb-2">
      <div className="min-w-0 flex-1 sm:max-w-72 sm:basis-56">{search}</div>
      {filters && (
        <Button aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)} className="sm:hidden">
          <SlidersHorizontal aria-hidden />
          Filters{set > 0 && ` · ${set}`}
        </Button>
      )}
      {/* On a phone the selects share the width; elsewhere they stand in the toolbar's own line. */}
      <div id={id} className={cn('w-full flex-col gap-2 sm:contents', open ? 'flex' : 'hidden')}>
        {filters}
      </div>
      {onClear && (
        <Button variant="ghost" onClick={onClear} className="max-sm:w-full">
          <X aria-hidden />
          Clear filters
        </Button>
      )}
    </search>
  )
}
