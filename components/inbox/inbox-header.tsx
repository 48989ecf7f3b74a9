'use client'
import type { ReactNode } from 'react'
import type { InboxView } from '@/lib/reviews/filter'
import { type InboxCounts, type InboxTab, inboxTabs } from '@/lib/reviews/schema'
import { useHydrated } from '../ui/now'
import { Tabs } from '../ui/tabs'
import { TruncateText } from '../ui/truncate-text'
import { CommandButton } from './command-button'
import { countsWords, openCount } from './counts-words'
import { formatClock } from './format-clock'
import { inboxHref } from './inbox-url'
import type { ClaimingNext } from './use-claiming-next'
import { go } from './use-inbox-place'
import { INBOX_TITLE_ID } from './use-open-focus'

const TAB_WORDS: Record<InboxTab, string> = { open: 'Open', mine: 'Mine', snoozed: 'Snoozed', resolved: 'Resolved' }

type InboxHeaderProps = {
  /** What is shown now. */
  view: InboxView
  counts: InboxCounts | undefined
  /** Null when the member's role reads only. */
  claimNext: ClaimingNext | null
  /** Something is open: the primary action is there. */
  quiet: boolean
  /** Below the tabs: what of the tab is shown. */
  children: ReactNode
}

export function InboxHeader({ view, counts, claimNext, quiet, children }: InboxHeaderProps) {
  const hydrated = useHydrated()
  const tabPlace = (tab: InboxTab) => ({ ...view, tab, itemId: null })
  return (
    <>
      <header className="flex h-16 flex-col justify-center gap-0.5 px-4 pointer-coarse:h-18">
        <div className="flex items-center gap-3">
          <h1 id={INBOX_TITLE_ID} tabIndex={-1} className="flex-1 truncate font-semibold text-base outline-none">
            Inbox
          </h1>
          {claimNext && (
            <CommandButton
              action="claim-next"
              variant={quiet ? 'secondary' : 'primary'}
              busy={claimNext.busy}
              onClick={claimNext.claimNext}
            >
              Claim next
            </CommandButton>
          )}
        </div>
        {/* On a line of its own: it stays whole beside the button, and never moves the tabs. */}
        <p className="h-4 text-muted text-xs">
          {counts && (
            <TruncateText text={countsWords(hydrated ? counts : { ...counts, othersUntil: null }, formatClock)} />
          )}
        </p>
      </header>
      <Tabs
        label="Review items"
        className="max-sm:gap-3"
        items={inboxTabs.map((one) => ({
          href: inboxHref(tabPlace(one)),
          label: TAB_WORDS[one],
          count: counts && countOf(one, counts),
          current: one === view.tab,
        }))}
        onSelect={({ href }) => go(tabPlace(inboxTabs.find((one) => inboxHref(tabPlace(one)) === href)!))}
      />
      {children}
    </>
  )
}

function countOf(tab: InboxTab, counts: InboxCounts): number {
  if (tab === 'open') return openCount(counts)
  return tab === 'mine' ? counts.heldByMe : counts[tab]
}
