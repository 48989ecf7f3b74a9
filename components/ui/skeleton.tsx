import { cn } from './cn'

/** One grey bar in the shape of what comes. Invisible for its first 150 ms. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cn('block h-3 animate-late rounded-sm bg-neutral-soft', className)} />
}

/** `rows` two-line rows as the lists have them, announced once as "Loading". */
export function SkeletonRows({ rows = 8, label = 'Loading' }: { rows?: number; label?: string }) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars have no identity but their place
        <div key={row} className="flex h-14 flex-col justify-center gap-2 border-b px-4">
          <Skeleton className={row % 3 === 1 ? 'w-2/5' : 'w-1/3'} />
          <Skeleton className={row % 2 ? 'w-3/4' : 'w-3/5'} />
        </div>
      ))}
    </div>
  )
}
