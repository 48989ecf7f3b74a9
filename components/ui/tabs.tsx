import type { Route } from 'next'
import Link from 'next/link'
import { cn } from './cn'
import { Count } from './count'

export type TabItem = { href: Route; label: string; count?: number; current: boolean }

type TabsProps = {
  label: string
  items: TabItem[]
  /** Given, a plain click goes by this instead of asking the server for a page. */
  onSelect?: (item: TabItem) => void
  className?: string
}

/** Tabs that are links: each has its own address, works with Back, and opens in a new window. */
export function Tabs({ label, items, onSelect, className }: TabsProps) {
  const selectHere = (item: TabItem) =>
    onSelect &&
    ((event: { preventDefault: () => void }) => {
      event.preventDefault()
      onSelect(item)
    })
  return (
    <nav aria-label={label} className={cn('flex flex-wrap gap-x-4 border-b px-4', className)}>
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          onNavigate={selectHere(item)}
          aria-current={item.current ? 'page' : undefined}
          className={cn(
            '-mb-px flex h-9 shrink-0 items-center gap-1.5 border-transparent border-b-2 text-muted text-sm hover:text-text focus-visible:-outline-offset-2 pointer-coarse:h-11',
            item.current && 'border-accent-text font-medium text-text',
          )}
        >
          {item.label}
          <Count value={item.count} className="font-normal" />
        </Link>
      ))}
    </nav>
  )
}
