'use client'
import { useQueryClient } from '@tanstack/react-query'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import type { RefObject } from 'react'
import { cachedItem } from '@/lib/reviews/client-cache'
import type { ActionBindings } from '../shell/keys'
import { useActionKeys } from '../shell/use-action-keys'
import { useHotkeys } from '../ui/use-hotkeys'
import { rowElementId } from './inbox-row'
import type { InboxPlace } from './inbox-url'
import type { ItemActions } from './item-actions'
import type { ShownRow } from './list-merge'
import { neighbour } from './next-item'
import { focusedItemId } from './selection-box'
import { undoLatest } from './undo-offers'
import type { Go } from './use-inbox-place'
import { typeInto, useKeyQueue } from './use-key-queue'

interface InboxKeys {
  place: InboxPlace
  rows: ShownRow[]
  go: Go
  /** Null when the member's role reads only. */
  actions: ItemActions | null
  /** Null when she writes no notes. */
  note: RefObject<HTMLTextAreaElement | null> | null
}

/** The inbox's keys. With an item open J and K open its neighbours; without, they walk the list and Enter opens. */
export function useInboxKeys({ place, rows, go, actions, note }: InboxKeys): void {
  const router = useRouter()
  const { itemId } = place
  const onItem = useItemKeys(itemId, actions, note)
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
    'claim-next': actions ? () => void actions.claimNext() : undefined,
    mine: () => go({ ...place, tab: place.tab === 'mine' ? 'open' : 'mine', itemId: null }),
    undo: actions || note ? undoLatest : undefined,
    search: () => router.push('/conversations#search' as Route),
    ...onItem,
  })
}

/** The keys of the open item. One that comes before its item acts when the item is there. */
function useItemKeys(itemId: string | null, actions: ItemActions | null, note: InboxKeys['note']): ActionBindings {
  const client = useQueryClient()
  const whenReady = useKeyQueue(itemId)
  if (!itemId) return {}
  const isLoaded = () => cachedItem(client, itemId) !== undefined
  const act = (run: (on: ItemActions, id: string) => unknown) =>
    actions ? () => whenReady(isLoaded, () => void run(actions, itemId)) : undefined
  return {
    claim: act((on, id) => on.claim(id)),
    resolve: act((on, id) => on.startResolving(id)),
    release: act((on, id) => on.release(id)),
    skip: act((on, id) => on.skip(id)),
    snooze: act((on, id) => on.ask(id, 'snooze')),
    'hand-over': act((on, id) => on.ask(id, 'hand-over')),
    hold: act((on, id) => on.ask(id, 'hold')),
    note: note
      ? () =>
          whenReady(
            () => note.current !== null,
            (typed) => typeInto(note.current, typed),
          )
      : undefined,
  }
}

const focusedRowId = (rows: ShownRow[]) => rows.find(({ item }) => item.id === focusedItemId())?.item.id ?? null
