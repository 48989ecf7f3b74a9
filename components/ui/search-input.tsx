import { Search } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cn } from './cn'
import { Input } from './input'
import { Kbd } from './kbd'

/** A search box with its key printed in it. `label` is its accessible name and, unless one is given, its placeholder. */
export function SearchInput({
  label,
  shortcut,
  className,
  placeholder = label,
  ...rest
}: Omit<ComponentProps<'input'>, 'type'> & { label: string; shortcut?: string }) {
  return (
    <div className={cn('relative', className)}>
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-faint"
      />
      <Input
        {...rest}
        type="search"
        aria-label={label}
        aria-keyshortcuts={shortcut}
        placeholder={placeholder}
        className="peer pr-8 pl-8 [&::-webkit-search-cancel-button]:hidden"
      />
      {shortcut && (
        <span className="pointer-events-none absolute top-1/2 right-2.5 flex -translate-y-1/2 peer-focus:hidden">
          <Kbd>{shortcut}</Kbd>
        </span>
      )}
    </div>
  )
}
