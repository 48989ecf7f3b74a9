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
          <div className="flex h-16 flex-col justify-center gap-1.5 px-4 pointer-coarse:h-18">
            <div className="flex items-center justify-between">
              <Skeleton className="w-16" />
              <Skeleton className="h-8 w-28" />
            </div>
            <Skeleton className="h-3 w-56" />
          </div>
          <div className="flex h-9 items-center gap-4 border-b px-4">
            <Skeleton className="w-14" />
            <Skeleton className="w-12" />
            <Skeleton className="w-16" />
            <Skeleton className="w-20" />
          </div>
          <div className="flex h-10 items-center justify-between border-b px-4">
            <Skeleton className="w-28" />
            <Skeleton className="w-20" />
          </div>
          <SkeletonRows rows={10} label="Loading review items" />
        </>
      }
      detail={null}
    />
  )
}
