'use client'
import { Lock, MoonStar, UserRoundCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ReviewItem } from '@/lib/reviews/schema'
import { cn } from '../ui/cn'
import { TruncateText } from '../ui/truncate-text'
import type { Lease } from './lease'
import { preferredWords } from './preferred-words'
import { UntilTime } from './until-time'

/** At the end of a row: who is on it, until when it sleeps, or for whom it waits. */
export function RowStanding({
  item,
  lease,
  memberId,
}: {
  item: ReviewItem
  lease: Lease
  memberId: string
}): ReactNode {
  switch (lease.kind) {
    case 'mine':
      return (
        <span className="font-medium text-human">
          You until <UntilTime date={lease.until} />
        </span>
      )
    case 'others':
      return (
        <>
          <Lock aria-hidden className="mr-1 size-3 shrink-0" />
          {/* On a phone the lock says it: the name needs the room. */}
          <span className="shrink-0 @max-sm:sr-only">Held by&nbsp;</span>
          <TruncateText text={lease.holder.name} />
          <span className="shrink-0">
            &nbsp;until <UntilTime date={lease.holder.until} />
          </span>
        </>
      )
    case 'snoozed':
      return (
        <>
          <MoonStar aria-hidden className="mr-1 size-3 shrink-0" />
          <span className="shrink-0">
            Snoozed until <UntilTime date={lease.until} />
          </span>
        </>
      )
    case 'free':
      return item.preferred && <ForWhom words={preferredWords(item.preferred, memberId)} />
    case 'resolved':
      return null
  }
}

const ForWhom = ({ words }: { words: string }) => (
  <span className={cn('flex min-w-0 items-center', words === 'For you' && 'font-medium text-human')}>
    <UserRoundCheck aria-hidden className="mr-1 size-3 shrink-0" />
    <TruncateText text={words} />
  </span>
)
