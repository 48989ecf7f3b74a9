'use client'
import { type Mutation, useIsMutating } from '@tanstack/react-query'
import { type RefObject, useState } from 'react'
import { type CommandKind, commandKey } from '@/lib/reviews/client-run'
import type { ReviewItem } from '@/lib/reviews/schema'
import { useOnline } from '../shell/use-online'
import { cn } from '../ui/cn'
import { ClaimActions } from './claim-actions'
import { OFFLINE_WORDS } from './command-button'
import type { ItemActions } from './item-actions'
import { ItemMarks } from './item-marks'
import { ItemQuestions } from './item-questions'
import { ItemStanding } from './item-standing'
import { type Lease, type LeaseMemory, rememberLease } from './lease'
import type { Questions } from './use-question'

type ClaimBarProps = {
  item: ReviewItem
  memberId: string
  lease: Lease
  /** On the database's clock. */
  now: number
  /** Null when the member's role reads only. */
  actions: ItemActions | null
  resolving: boolean
  closeResolving: () => void
  questions: Questions
  /** Where the keyboard goes when a question closes. */
  returnTo: RefObject<HTMLElement | null>
}

/** Who may act, until when, and what can be done about it now. */
export function ClaimBar({ item, memberId, lease, now, actions, resolving, closeResolving, ...asked }: ClaimBarProps) {
  const ranOut = useRanOut(item, lease, now)
  const online = useOnline()
  const ending = lease.kind === 'mine' && lease.ending
  return (
    <div data-standing={lease.kind} className="@container relative">
      <div
        className={cn(
          'flex min-h-12 flex-wrap items-center justify-end gap-x-4 gap-y-2 px-4 py-2 sm:px-6',
          ending && 'bg-review-soft',
        )}
      >
        <div className="min-w-0 flex-1 basis-28">
          <ItemStanding item={item} memberId={memberId} lease={lease} ranOut={ranOut} canAct={actions !== null} />
          {!actions && (
            <p className="text-muted text-xs">You read along: an auditor sees everything and changes nothing.</p>
          )}
          {item.state === 'open' && <ItemMarks item={item} memberId={memberId} deciding={resolving} />}
          {actions && !online && <p className="text-review text-xs">{OFFLINE_WORDS}</p>}
        </div>
        {actions && (
          <div className="flex items-center gap-2">
            <ClaimActions
              itemId={item.id}
              lease={lease}
              actions={actions}
              resolving={resolving}
              closeResolving={closeResolving}
            />
          </div>
        )}
      </div>
      {actions && (
        <ItemQuestions
          // What was begun for one item is not gone on with for another.
          key={item.id}
          questions={asked.questions}
          item={item}
          memberId={memberId}
          lease={lease}
          actions={actions}
          returnTo={asked.returnTo}
        />
      )}
    </div>
  )
}

const newMemory = ({ kind }: Lease): LeaseMemory => ({ kind, grantedUntil: null, ranOut: false })

/** True when my claim on this item ended by itself: what was granted to me is free, and I did not give it back. */
function useRanOut(item: ReviewItem, lease: Lease, now: number): boolean {
  const isOneOf = (kinds: readonly CommandKind[]) => ({
    mutationKey: commandKey(item.id),
    predicate: ({ options }: Mutation) => kinds.includes(options.mutationKey?.at(-1) as CommandKind),
  })
  const claiming = useIsMutating(isOneOf(['claim', 'undo'])) > 0
  const releasing = useIsMutating(isOneOf(['release', 'skip', 'snooze', 'hand-over', 'undo'])) > 0
  const [last, setLast] = useState({ id: item.id, memory: newMemory(lease) })
  const memory = last.id === item.id ? last.memory : newMemory(lease)
  const next = rememberLease(memory, lease, { now, claiming, releasing })
  const isNews = next.kind !== memory.kind || next.grantedUntil !== memory.grantedUntil
  if (isNews || last.id !== item.id) setLast({ id: item.id, memory: next })
  return next.ranOut
}
