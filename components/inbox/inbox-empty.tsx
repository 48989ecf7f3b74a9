'use client'
import { AlarmClock, CircleCheckBig, Flag, Inbox, SearchX } from 'lucide-react'
import Link from 'next/link'
import type { InboxCounts, InboxTab } from '@/lib/reviews/schema'
import { Button } from '../ui/button'
import { buttonClass } from '../ui/button-class'
import { EmptyState } from '../ui/empty-state'
import { formatCount } from '../ui/format-count'
import { RelativeTime } from '../ui/relative-time'
import { SkeletonRows } from '../ui/skeleton'
import { countsWords } from './counts-words'
import { type EmptyKind, emptyKind, tabCount } from './empty-kind'
import { formatClock } from './format-clock'

type InboxEmptyProps = {
  tab: InboxTab
  counts: InboxCounts | undefined
  hasMore: boolean
  /** Given: something is filtered, and nothing fits. */
  onClear?: () => void
  onLook: () => void
  looking: boolean
}

/** A view without items, said truly: what there is instead. */
export function InboxEmpty({ tab, counts, hasMore, onClear, onLook, looking }: InboxEmptyProps) {
  const kind = emptyKind({ tab, counts, filtered: onClear !== undefined, hasMore })
  const look = (
    <Button onClick={onLook} busy={looking}>
      Look again
    </Button>
  )
  switch (kind) {
    case 'unknown':
      return <SkeletonRows rows={10} label="Loading review items" />
    case 'more':
      return (
        <EmptyState icon={<Inbox />} title="There are more items" action={look}>
          {counts && (tab === 'open' ? countsWords(counts, formatClock) : inTab(tab, counts))}
        </EmptyState>
      )
    case 'no-match':
      return (
        <EmptyState icon={<SearchX />} title="No item matches" action={<Button onClick={onClear}>Clear filter</Button>}>
          {counts && `Without the filter: ${inTab(tab, counts)}.`}
        </EmptyState>
      )
    default:
      return counts && <TrulyEmpty kind={kind} counts={counts} />
  }
}

type TrulyEmptyProps = { kind: Exclude<EmptyKind, 'unknown' | 'more' | 'no-match'>; counts: InboxCounts }

function TrulyEmpty({ kind, counts }: TrulyEmptyProps) {
  switch (kind) {
    case 'mine':
      return (
        <EmptyState icon={<Inbox />} title="You hold nothing">
          {countsWords(counts, formatClock)}
        </EmptyState>
      )
    case 'snoozed':
      return (
        <EmptyState icon={<AlarmClock />} title="Nothing is snoozed">
          A snoozed item waits here and comes back to Open at its time.
        </EmptyState>
      )
    case 'resolved':
      return (
        <EmptyState icon={<CircleCheckBig />} title="Nothing is resolved yet">
          Items appear here when somebody has decided them.
        </EmptyState>
      )
    case 'all-asleep':
      return <AllAsleep counts={counts} />
    case 'all-done':
      return <AllDone counts={counts} />
    case 'no-flags':
      return <NoFlags />
  }
}

const TAB_CONTENTS: Record<InboxTab, string> = { open: 'open', mine: 'yours', snoozed: 'snoozed', resolved: 'resolved' }

const inTab = (tab: InboxTab, counts: InboxCounts) => `${formatCount(tabCount(tab, counts))} ${TAB_CONTENTS[tab]}`

const AllAsleep = ({ counts }: { counts: InboxCounts }) => (
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

const AllDone = ({ counts }: { counts: InboxCounts }) => (
  <EmptyState icon={<CircleCheckBig />} title="Nothing waits for review">
    0 free · 0 held · {formatCount(counts.resolved)} resolved. New flags from Popp appear here by themselves.
  </EmptyState>
)

const NoFlags = () => (
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
