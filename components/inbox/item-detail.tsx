'use client'
import { useQuery } from '@tanstack/react-query'
import { ArrowLeft, FileQuestion } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { afterPaint } from '@/lib/platform/frame'
import { isProblem } from '@/lib/platform/http/fetch-json'
import { fetchReviewItem, reviewItemOptions } from '@/lib/reviews/client'
import type { ReviewItem } from '@/lib/reviews/schema'
import { buttonClass } from '../ui/button-class'
import { ErrorState } from '../ui/error-state'
import { StateMessage } from '../ui/state-message'
import { DetailSkeleton } from './detail-skeleton'
import { type InboxPlace, inboxHref } from './inbox-url'
import { ItemView, type ItemViewProps } from './item-view'
import { OfflineState } from './offline-state'

type ItemDetailProps = Omit<ItemViewProps, 'item' | 'conversation' | 'failure' | 'paused' | 'back'> & {
  id: string
  /** The item as the list knows it: shown, and claimable, before the rest has come. */
  known: ReviewItem | undefined
  backHref: InboxPlace
  onBack: () => void
}

/** One review item: what the list knows at once, the conversation when it comes. */
export function ItemDetail({ id, known, backHref, onBack, ...rest }: ItemDetailProps) {
  const { data, error, isFetching, isPaused, refetch } = useQuery({
    ...reviewItemOptions(id),
    // First what is known of it is shown, then it is asked for anew: sending a request takes a part of the frame, too.
    queryFn: async ({ client, signal }) => {
      await new Promise<void>(afterPaint)
      return fetchReviewItem(client, id, signal)
    },
  })
  const item = useKept(id, newest(data?.item, known))
  const failure = error && { retrying: isFetching, onRetry: () => void refetch() }
  const back = (
    <Link
      href={inboxHref(backHref)}
      prefetch={false}
      onNavigate={(event) => {
        event.preventDefault()
        onBack()
      }}
      className={buttonClass('ghost', 'sm', '-mb-3 mx-2 mt-1 self-start lg:hidden')}
    >
      <ArrowLeft aria-hidden />
      Back to the list
    </Link>
  )
  if (isProblem(error, 'not-found') || !item)
    return (
      <div className="relative flex h-full flex-col overflow-y-auto">
        {back}
        {isProblem(error, 'not-found') ? (
          <StateMessage role="alert" icon={<FileQuestion />} title="There is no such item" className="my-auto">
            This item does not exist or belongs to another organization.
          </StateMessage>
        ) : isPaused ? (
          <OfflineState />
        ) : failure ? (
          <ErrorState {...failure} />
        ) : (
          <DetailSkeleton heading={rest.heading} />
        )}
      </div>
    )
  return (
    <ItemView {...rest} back={back} item={item} conversation={data?.conversation} failure={failure} paused={isPaused} />
  )
}

/** Its row may leave the list before its detail has come: what is on screen stays there, and the focus with it. */
function useKept(id: string, item: ReviewItem | undefined): ReviewItem | undefined {
  const [kept, setKept] = useState(item)
  if (item && item !== kept) setKept(item)
  return item ?? (kept?.id === id ? kept : undefined)
}

/** List and detail are fetched apart: the later version is the truer. */
function newest(detail: ReviewItem | undefined, row: ReviewItem | undefined): ReviewItem | undefined {
  if (!detail || !row) return detail ?? row
  return row.version > detail.version ? row : detail
}
