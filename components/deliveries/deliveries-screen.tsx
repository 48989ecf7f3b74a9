'use client'
import { History } from 'lucide-react'
import { useRef, useState } from 'react'
import type { ReplaySelection } from '@/lib/replays/selection'
import { NewsPill } from '../list/news-pill'
import { useListHold } from '../list/use-list-hold'
import { focusFirstRow, useRowKeys } from '../list/use-row-keys'
import { PageHeader } from '../shell/page-header'
import { useActionKeys } from '../shell/use-action-keys'
import { Button } from '../ui/button'
import { formatCount } from '../ui/format-count'
import { DeliverySheet } from './delivery-sheet'
import { DeliveryTable } from './delivery-table'
import { DeliveryTabs } from './delivery-tabs'
import { DeliveryToolbar } from './delivery-toolbar'
import { ReplayBar } from './replay-bar'
import { ReplayDialog } from './replay-dialog'
import { ReplayStrip } from './replay-strip'
import { ReplaysSheet } from './replays-sheet'
import { useDeliveries, useDeliveryFilters } from './use-deliveries'
import { useDeliveryPlace } from './use-delivery-place'
import { useDeliverySelection } from './use-delivery-selection'

type DeliveriesScreenProps = { mayReplay: boolean; mayReadBodies: boolean }

/** What arrived at the endpoints, what was answered, what became of it; for an admin also how to apply it again. */
export function DeliveriesScreen({ mayReplay, mayReadBodies }: DeliveriesScreenProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const hold = useListHold()
  const filtering = useDeliveryFilters()
  const { filters } = filtering
  const { tab } = filters.filter
  const place = useDeliveryPlace()
  const { query, rows, news, showNews } = useDeliveries(filters, hold.held || place.openId !== null)
  const shown = rows.map(({ row }) => row)
  const selection = useDeliverySelection(filters, shown)
  const selecting = mayReplay && tab === 'received' ? selection : null
  const [asked, setAsked] = useState<ReplaySelection | null>(null)
  const [startedId, setStartedId] = useState<string | null>(null)
  const [history, setHistory] = useState(false)
  useRowKeys(scroller)
  useActionKeys({ select: () => toggleFocused(scroller.current) }, { enabled: selecting !== null })
  const show = () => {
    showNews()
    scroller.current?.scrollTo({ top: 0 })
    // The pill that was pressed goes: the focus must not go with it.
    requestAnimationFrame(() => focusFirstRow(scroller.current))
  }
  return (
    <div className="flex h-full flex-col">
      <PageHeader title="Deliveries" />
      <DeliveryTabs tab={tab} onShow={filtering.showTab} />
      <DeliveryToolbar
        filtering={filtering}
        trailing={
          mayReplay && (
            <Button variant="ghost" onClick={() => setHistory(true)} className="sm:ml-auto">
              <History aria-hidden />
              Replays
            </Button>
          )
        }
      />
      <div
        ref={scroller}
        {...hold.props}
        aria-busy={query.isPlaceholderData}
        className="relative min-h-0 flex-1 scroll-pt-10 overflow-y-auto border-t transition-opacity delay-200 aria-busy:opacity-50 sm:border-t-0"
      >
        <NewsPill words={news === 0 ? null : `${formatCount(news)} new`} onShow={show} />
        <DeliveryTable query={query} rows={shown} filtering={filtering} place={place} selection={selecting} />
      </div>
      {selecting && (
        <ReplayBar selection={selecting} filters={filters} hasMore={query.hasNextPage} onReplay={setAsked} />
      )}
      {mayReplay && (
        <ReplayStrip startedId={startedId} onDetails={() => setHistory(true)} onDismiss={() => setStartedId(null)} />
      )}
      {place.openId && (
        <DeliverySheet
          id={place.openId}
          rows={shown}
          {...place}
          mayReadBodies={mayReadBodies}
          onReplay={mayReplay ? (id) => setAsked({ ids: [id] }) : undefined}
        />
      )}
      {asked && (
        <ReplayDialog
          selection={asked}
          onClose={() => setAsked(null)}
          onStarted={(id) => {
            setAsked(null)
            setStartedId(id)
            selection.clear()
          }}
        />
      )}
      {history && <ReplaysSheet onClose={() => setHistory(false)} />}
    </div>
  )
}

/** By the box itself, so that key and pointer do the same. */
function toggleFocused(list: HTMLElement | null) {
  const row = document.activeElement?.closest('tr')
  if (row && list?.contains(row)) row.querySelector<HTMLElement>('[data-select]')?.click()
}
