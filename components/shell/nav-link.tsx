'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { cn } from '../ui/cn'
import { isCurrent, type NavItem } from './nav'

const LOOKS = {
  side: 'h-8 gap-2.5 rounded-md px-2 text-sm max-lg:justify-center max-lg:px-0',
  bottom: 'h-14 min-w-0 flex-auto flex-col justify-center gap-0.5 px-0.5 text-2xs',
}

export function NavLink({ item, place }: { item: NavItem; place: keyof typeof LOOKS }) {
  const current = isCurrent(usePathname(), item.href)
  const side = place === 'side'
  return (
    <Link
      href={item.href}
      aria-current={current ? 'page' : undefined}
      title={side ? item.label : undefined}
      className={cn(
        'relative flex items-center font-medium text-muted hover:text-text focus-visible:-outline-offset-2 [&_svg]:size-4 [&_svg]:shrink-0',
        LOOKS[place],
        side && 'hover:bg-hover',
        current &&
          (side
            ? 'bg-selected text-text hover:bg-selected [&_svg]:text-accent-text'
            : 'text-accent-text hover:text-accent-text'),
      )}
    >
      <span aria-hidden className="contents">
        {item.icon}
      </span>
      <span className={cn('max-w-full truncate', side && 'max-lg:sr-only')}>{item.label}</span>
      {item.count !== undefined && (
        <span
          className={
            side ? 'ml-auto font-normal max-lg:hidden' : 'absolute top-1.5 left-1/2 ml-3 text-2xs leading-none'
          }
        >
          {item.count}
        </span>
      )}
    </Link>
  )
}
