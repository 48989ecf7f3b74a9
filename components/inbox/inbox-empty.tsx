'use client'
import { AlarmClock, CircleCheckBig, Flag, Inbox, SearchX } from 'lucide-react'
import Link from 'next/link'
import type { InboxCounts, InboxTab } from '@/lib/reviews/schema'
import { Button } from '../ui/button'
import { buttonClass } from '../ui/button-class'
import { EmptyState } from '../ui/empty-state'
import { formatCount } from '../ui/format-count'
import { RelativeTime } from '../ui/relative-time'
import { countsWords, openCount } from './counts-words'
import { formatClock } from './format-clock'

type InboxEmptyProps = {
  tab: InboxTab
  counts: InboxCounts | undefined
  /** Given: something is filtered, and nothing fits. */
  onClear?: () => void
}

/** A view without items, said truly: what there is instead. */
export function InboxEmpty({ tab, counts, onClear }: InboxEmptyProps) {
  if (onClear)
    return (
      <EmptyState icon={<SearchX />} title="No item matches" action={<Button onClick={onClear}>Clear filter</Button>}>
        {counts && `Without the filter: ${withoutFilter(tab, counts)}.`}
      </EmptyState>
    )
  if (tab === 'mine')
    return (
      <EmptyState icon={<Inbox />} title="You hold nothing">
        {counts && countsWords(counts, formatClock)}
      </EmptyState>
    )
  if (tab === 'snoozed')
    return (
      <EmptyState icon={<AlarmClock />} title="Nothing is snoozed">
        A snoozed item waits here and comes back to Open at its time.
      </EmptyState>
    )
  if (tab === 'resolved')
    return (
      <EmptyState icon={<CircleCheckBig />} title="Nothing is resolved yet">
        Items appear here when somebody has decided them.
      </EmptyState>
    )
  return <NothingOpen counts={counts} />
}

const TAB_CONTENTS: Record<InboxTab, string> = { open: 'open', mine: 'yours', snoozed: 'snoozed', resolved: 'resolved' }

function withoutFilter(tab: InboxTab, counts: InboxCounts): string {
  const count = tab === 'open' ? openCount(counts) : tab === 'mine' ? counts.heldByMe : counts[tab]
  return `${formatCount(count)} ${TAB_CONTENTS[tab]}`
}

function NothingOpen({ counts }: { counts: InboxCounts | undefined }) {
  if (counts && counts.snoozed > 0 && openCount(counts) === 0)
    return (
      <EmptyState icon={<AlarmClock />} title="Nothing to review right now">
        0 free · 0 held · {formatCount(counts.snoozed)} snoozed
        {counts.snoozedUntil && (
          <>
            . The first comes back <RelativeTime date={counts.snoozedUntil} />
          </>
        )}
        .
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
