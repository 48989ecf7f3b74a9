import { TwoPane } from '../shell/two-pane'
import { Skeleton, SkeletonRows } from '../ui/skeleton'

/** The inbox before anything of it is known, in its true shape. */
export function InboxSkeleton() {
  return (
    <TwoPane
      listLabel="Inbox"
      detailLabel="Review item"
      detailOpen={false}
      list={
        <>
          <div className="flex h-16 items-center justify-between px-4">
            <Skeleton className="w-16" />
            <Skeleton className="h-8 w-28" />
          </div>
          <div className="flex h-9 items-center gap-4 border-b px-4">
            <Skeleton className="w-14" />
            <Skeleton className="w-12" />
            <Skeleton className="w-20" />
          </div>
          <SkeletonRows rows={10} label="Loading review items" />
        </>
      }
      detail={null}
    />
  )
}
