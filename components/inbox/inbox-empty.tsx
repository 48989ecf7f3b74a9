'use client'
import { CircleCheckBig, Flag, Inbox } from 'lucide-react'
import Link from 'next/link'
import type { InboxCounts, InboxTab } from '@/lib/reviews/schema'
import { buttonClass } from '../ui/button-class'
import { EmptyState } from '../ui/empty-state'
import { formatCount } from '../ui/format-count'
import { countsWords, openCount } from './counts-words'
import { formatClock } from './format-clock'

/** A tab without items, said truly: what there is instead. */
export function InboxEmpty({ tab, counts }: { tab: InboxTab; counts: InboxCounts | undefined }) {
  if (tab === 'mine')
    return (
      <EmptyState icon={<Inbox />} title="You hold nothing">
        {counts && countsWords(counts, formatClock)}
      </EmptyState>
    )
  if (tab === 'resolved')
    return (
      <EmptyState icon={<CircleCheckBig />} title="Nothing is resolved yet">
        Items appear here when somebody has decided them.
      </EmptyState>
    )
  if (counts && counts.resolved > 0 && openCount(counts) === 0)
    return (
      <EmptyState icon={<CircleCheckBig />} title="Nothing waits for review">
        0 free · 0 held · {formatCount(counts.resolved)} resolved. New flags from Popp appear here by themselves.
      </EmptyState>
    )
  return (
    <EmptyState
      icon={<Flag />}
      title="No flags yet"
      action={
        <Link href="/conversations" className={buttonClass()}>
          See all conversations
        </Link>
      }
    >
      When Popp asks for a person in a conversation, it appears here within a second.
    </EmptyState>
  )
}
