'use client'
import { type InboxCounts, type InboxTab, inboxTabs } from '@/lib/reviews/schema'
import { ActionButton } from '../shell/action-button'
import { useHydrated } from '../ui/now'
import { Tabs } from '../ui/tabs'
import { countsWords, openCount } from './counts-words'
import { formatClock } from './format-clock'
import { inboxHref } from './inbox-url'
import type { Go } from './use-inbox-place'
import { INBOX_TITLE_ID } from './use-open-focus'

const TAB_WORDS: Record<InboxTab, string> = { open: 'Open', mine: 'Mine', resolved: 'Resolved' }

type InboxHeaderProps = {
  tab: InboxTab
  counts: InboxCounts | undefined
  /** Null when the member's role reads only. */
  claimNext: (() => void) | null
  /** Something is open: the primary action is there. */
  quiet: boolean
  go: Go
}

export function InboxHeader({ tab, counts, claimNext, quiet, go }: InboxHeaderProps) {
  const hydrated = useHydrated()
  return (
    <>
      <header className="flex h-16 items-center gap-3 px-4">
        <div className="min-w-0 flex-1">
          <h1 id={INBOX_TITLE_ID} tabIndex={-1} className="truncate font-semibold text-base outline-none">
            Inbox
          </h1>
          <p className="text-pretty text-muted text-xs">
            {counts && countsWords(hydrated ? counts : { ...counts, othersUntil: null }, formatClock)}
          </p>
        </div>
        {claimNext && (
          <ActionButton action="claim-next" variant={quiet ? 'secondary' : 'primary'} onClick={claimNext}>
            Claim next
          </ActionButton>
        )}
      </header>
      <Tabs
        label="Review items"
        items={inboxTabs.map((one) => ({
          href: inboxHref({ tab: one, itemId: null }),
          label: TAB_WORDS[one],
          count: counts && countOf(one, counts),
          current: one === tab,
        }))}
        onSelect={({ href }) =>
          go({ tab: inboxTabs.find((one) => inboxHref({ tab: one, itemId: null }) === href)!, itemId: null })
        }
      />
    </>
  )
}

function countOf(tab: InboxTab, counts: InboxCounts): number {
  if (tab === 'open') return openCount(counts)
  return tab === 'mine' ? counts.heldByMe : counts.resolved
}
