'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import type { RefObject } from 'react'
import { useActionKeys } from '../shell/use-action-keys'
import { useHotkeys } from '../ui/use-hotkeys'
import { rowElementId } from './inbox-row'
import type { InboxPlace } from './inbox-url'
import type { ItemActions } from './item-actions'
import type { ShownRow } from './list-merge'
import { neighbour } from './next-item'
import { focusedItemId } from './selection-box'
import { undoLatest } from './undo-offers'
import type { ClaimingNext } from './use-claiming-next'
import { go } from './use-inbox-place'
import { useItemKeys } from './use-item-keys'

interface InboxKeys {
  place: InboxPlace
  rows: ShownRow[]
  /** Null when the member's role reads only. */
  actions: ItemActions | null
  /** Null when she writes no notes. */
  note: RefObject<HTMLTextAreaElement | null> | null
  reply: RefObject<HTMLTextAreaElement | null>
  claiming: ClaimingNext
}

/** The inbox's keys. With an item open J and K open its neighbours; without, they walk the list and Enter opens. */
export function useInboxKeys({ place, rows, actions, note, reply, claiming }: InboxKeys): void {
  const router = useRouter()
  const { itemId } = place
  const onItem = useItemKeys({ itemId, actions, note, reply, claiming })
  const move = (step: 1 | -1) => {
    const next = neighbour(rows, itemId ?? focusedRowId(rows), step)
    if (!next) return
    if (itemId) go({ ...place, itemId: next.id }, 'replace')
    else document.getElementById(rowElementId(next.id))?.focus()
  }
  const first = neighbour(rows, null, 1)
  useHotkeys({
    enter: !itemId && first ? () => go({ ...place, itemId: first.id }) : undefined,
    escape: itemId ? () => go({ ...place, itemId: null }) : undefined,
  })
  useActionKeys({
    next: { run: () => move(1), repeat: true },
    previous: { run: () => move(-1), repeat: true },
    'claim-next': actions ? claiming.claimNext : undefined,
    mine: () => go({ ...place, tab: place.tab === 'mine' ? 'open' : 'mine', itemId: null }),
    undo: actions || note ? undoLatest : undefined,
    search: () => router.push('/conversations#search' as Route),
    ...onItem,
  })
}

const focusedRowId = (rows: ShownRow[]) => rows.find(({ item }) => item.id === focusedItemId())?.item.id ?? null
