import type { Route } from 'next'
import Link from 'next/link'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'

/*
 * A real table where there is room; below 640 px each row is a card whose cells carry their column's name.
 * The roles are written out because `display: block` takes them away from a table.
 */
export function DataTable({ label, head, children }: { label: string; head: ReactNode; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: display: block removes the implicit role
    <table role="table" aria-label={label} className="w-full border-collapse text-left max-sm:block">
      {/* biome-ignore lint/a11y/noRedundantRoles: as above */}
      <thead role="rowgroup" className="max-sm:sr-only">
        {/* biome-ignore lint/a11y/noRedundantRoles: as above */}
        <tr role="row">{head}</tr>
      </thead>
      {/* biome-ignore lint/a11y/noRedundantRoles: as above */}
      <tbody role="rowgroup" className="max-sm:block">
        {children}
      </tbody>
    </table>
  )
}

type Align = 'start' | 'end'

export function DataTableHead({
  children,
  align = 'start',
  className,
}: {
  children: ReactNode
  align?: Align
  className?: string
}) {
  return (
    <th
      // biome-ignore lint/a11y/noRedundantRoles: display: block removes the implicit role
      role="columnheader"
      scope="col"
      className={cn(
        'sticky top-0 z-20 h-8 border-b bg-surface px-3 font-normal text-faint text-xs first:pl-4 last:pr-4',
        align === 'end' && 'text-right',
        className,
      )}
    >
      {children}
    </th>
  )
}

type RowProps = { children: ReactNode; selected?: boolean; id?: string; className?: string }

export function DataTableRow({ children, selected = false, id, className }: RowProps) {
  return (
    <tr
      // biome-ignore lint/a11y/noRedundantRoles: display: block removes the implicit role
      role="row"
      id={id}
      data-selected={selected || undefined}
      className={cn(
        'relative border-b hover:bg-hover data-selected:bg-selected max-sm:grid max-sm:grid-cols-[6.5rem_minmax(0,1fr)] max-sm:items-baseline max-sm:gap-x-3 max-sm:gap-y-1 max-sm:px-4 max-sm:py-3',
        className,
      )}
    >
      {children}
    </tr>
  )
}

type CellProps = {
  children: ReactNode
  /** The column's name, shown before the value on a card. Without it the cell takes the card's whole width. */
  label?: string
  align?: Align
  className?: string
}

export function DataTableCell({ children, label, align = 'start', className }: CellProps) {
  return (
    <td
      // biome-ignore lint/a11y/noRedundantRoles: display: block removes the implicit role
      role="cell"
      className={cn(
        'h-11 px-3 align-middle first:pl-4 last:pr-4 max-sm:contents',
        align === 'end' && 'sm:text-right',
        className,
      )}
    >
      {label && (
        <span aria-hidden="true" className="text-faint text-xs sm:hidden">
          {label}
        </span>
      )}
      <div className={cn('min-w-0', !label && 'max-sm:col-span-2')}>{children}</div>
    </td>
  )
}

type LinkProps = Pick<ComponentProps<typeof Link>, 'onNavigate'> & {
  href: Route
  children: ReactNode
  className?: string
}

/** Makes its whole row a link to `href`; other controls in the row need `relative z-10`. */
export function DataTableLink({ href, children, className, onNavigate }: LinkProps) {
  return (
    <Link
      href={href}
      // A list of fifty rows would otherwise ask the server for fifty pages that nobody opens.
      prefetch={false}
      onNavigate={onNavigate}
      className={cn(
        'font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:-outline-offset-2',
        className,
      )}
    >
      {children}
    </Link>
  )
}
