import { cn } from './cn'
import { formatCount } from './format-count'

/** A quiet number beside a tab or a nav item. Nothing while it is unknown. */
export function Count({ value, className }: { value: number | undefined; className?: string }) {
  if (value === undefined) return null
  return <span className={cn('text-faint text-xs tabular-nums', className)}>{formatCount(value)}</span>
}
