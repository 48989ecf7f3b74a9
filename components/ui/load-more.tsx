'use client'
import { Button } from './button'

type LoadMoreProps = {
  hasMore: boolean
  loading: boolean
  onLoad: () => void
  /** What stands above: "80 conversations". Said when there is no more, too. */
  shown: string
  failed?: boolean
}

/** The foot of a list that comes in pages. */
export function LoadMore({ hasMore, loading, onLoad, shown, failed = false }: LoadMoreProps) {
  return (
    <div className="flex min-h-14 flex-wrap items-center justify-center gap-3 px-4 py-3 text-muted text-xs">
      <span aria-live="polite">
        {failed ? 'The next page could not be loaded.' : hasMore ? `${shown} shown` : `${shown}, all shown`}
      </span>
      {hasMore && (
        <Button size="sm" onClick={onLoad} busy={loading}>
          {failed ? 'Try again' : 'Load more'}
        </Button>
      )}
    </div>
  )
}
