'use client'
import type { CurrentMember } from '@/lib/members/schema'
import { type InboxView, withoutConditions } from '@/lib/reviews/filter'
import { TwoPane } from '../shell/two-pane'
import { BulkActions } from './bulk-actions'
import { BulkFoot } from './bulk-foot'
import { FilterBar } from './filter-bar'
import { InboxHeader } from './inbox-header'
import { InboxListPane } from './inbox-list'
import { ItemDetail } from './item-detail'
import { NothingOpen } from './nothing-open'
import { listState, shownCount } from './selection'
import { SelectAllBox } from './selection-box'
import { selectionTotal } from './selection-total'
import { useInbox } from './use-inbox'
import { go, openItem, placeNow } from './use-inbox-place'
import { useSelection } from './use-selection'
import { useSelectionKeys } from './use-selection-keys'

const setView = (next: InboxView) => go({ ...placeNow(), ...next })

/** The screen recruiters live in: the list, one item, and the way from each to the next. */
export function InboxScreen({ member }: { member: CurrentMember }) {
  const inbox = useInbox(member)
  const { place, view, list, counts, canAct, actions } = inbox
  const { itemId } = place
  const back = { ...view, itemId: null }
  const canSelect = canAct && view.tab !== 'resolved'
  const desk = useSelection(view, list.rows, member.memberId)
  const hasMore = list.query.hasNextPage
  useSelectionKeys({ desk, rows: list.rows, itemId, hasMore, enabled: canSelect })
  return (
    <>
      <p role="status" className="sr-only">
        {inbox.announcement}
      </p>
      {/* On a phone the list and its heading are away while an item is open. */}
      {itemId && <h1 className="sr-only lg:hidden">Inbox</h1>}
      <TwoPane
        listLabel="Inbox"
        detailLabel="Review item"
        detailOpen={itemId !== null}
        list={
          <InboxListPane
            view={view}
            memberId={member.memberId}
            selectedId={itemId}
            list={list}
            counts={counts}
            hold={inbox.hold}
            setEnd={inbox.setEnd}
            onOpen={openItem}
            clearFilter={() => setView({ ...view, filter: withoutConditions(view.filter) })}
            onNear={inbox.near}
            desk={canSelect ? desk : null}
            footer={
              canAct && (
                <BulkFoot
                  desk={desk}
                  rows={canSelect ? list.rows : []}
                  memberId={member.memberId}
                  hasMore={hasMore}
                  total={selectionTotal(view, counts, list.matching)}
                  onOpen={openItem}
                />
              )
            }
            header={
              <InboxHeader
                view={view}
                counts={counts}
                claimNext={canAct ? inbox.claiming : null}
                quiet={itemId !== null}
              >
                <FilterBar
                  view={view}
                  matching={list.matching}
                  memberId={member.memberId}
                  setView={setView}
                  instead={
                    canSelect &&
                    desk.selection.seen.size > 0 && (
                      <BulkActions
                        desk={desk}
                        shown={shownCount(desk.selection, list.rows)}
                        memberId={member.memberId}
                        itemOpen={itemId !== null}
                      />
                    )
                  }
                  leading={
                    canSelect && (
                      <SelectAllBox
                        state={listState(desk.selection, list.rows)}
                        disabled={list.rows.length === 0}
                        onToggle={desk.toggleLoaded}
                      />
                    )
                  }
                />
              </InboxHeader>
            }
          />
        }
        detail={
          itemId === null ? (
            <NothingOpen counts={counts} canAct={canAct} />
          ) : (
            <ItemDetail
              id={itemId}
              known={list.rows.find(({ item }) => item.id === itemId)?.item}
              memberId={member.memberId}
              actions={canAct ? actions : null}
              canWriteNotes={inbox.canWriteNotes}
              resolving={inbox.resolving}
              closeResolving={inbox.closeResolving}
              questions={inbox.questions}
              heading={inbox.heading}
              note={inbox.note}
              reply={inbox.reply}
              backHref={back}
              onBack={() => go(back)}
            />
          )
        }
      />
    </>
  )
}
