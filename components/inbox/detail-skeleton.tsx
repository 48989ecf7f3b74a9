'use client'
import { type RefObject, useLayoutEffect } from 'react'
import { Skeleton } from '../ui/skeleton'

/** The shape of an item of which nothing is known yet. Its heading takes the focus, and hands it to the one that comes. */
export function DetailSkeleton({ heading }: { heading: RefObject<HTMLHeadingElement | null> }) {
  useLayoutEffect(() => {
    const own = heading.current
    return () => {
      if (own && document.activeElement === own) requestAnimationFrame(() => heading.current?.focus())
    }
  }, [heading])
  return (
    <div role="status" aria-label="Loading review item">
      <div className="flex flex-col gap-3 px-4 pt-5 pb-4 sm:px-6">
        <h2 ref={heading} tabIndex={-1} className="outline-none">
          <span className="sr-only">Loading</span>
          <Skeleton className="h-5 w-48" />
        </h2>
        <Skeleton className="w-32" />
        <Skeleton className="w-40" />
      </div>
      <div className="flex h-12 items-center border-t px-4 sm:px-6">
        <Skeleton className="w-36" />
      </div>
      <ConversationSkeleton />
    </div>
  )
}

/** The screening, while the rest of the item is there. */
export function ConversationSkeleton() {
  return (
    <div aria-hidden="true" className="flex flex-col gap-3 border-t px-4 py-5 sm:px-6">
      <Skeleton className="w-24" />
      <div className="animate-late divide-y rounded-md border">
        <QuestionSkeleton />
        <QuestionSkeleton />
        <QuestionSkeleton />
        <QuestionSkeleton />
      </div>
    </div>
  )
}

function QuestionSkeleton() {
  return (
    <div className="flex h-14 items-center gap-3 px-3">
      <Skeleton className="w-16" />
      <div className="flex flex-1 flex-col gap-2">
        <Skeleton className="w-3/5" />
        <Skeleton className="w-2/5" />
      </div>
    </div>
  )
}
