'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useActionKeys } from '../shell/use-action-keys'
import { useHotkeys } from '../ui/use-hotkeys'
import { rowElementId } from './inbox-row'
import type { InboxPlace } from './inbox-url'
import type { ItemActions } from './item-actions'
import type { ShownRow } from './list-merge'
import { neighbour } from './next-item'
import type { Go } from './use-inbox-place'

interface InboxKeys {
  place: InboxPlace
  rows: ShownRow[]
  go: Go
  /** Null when the member's role reads only. */
  actions: ItemActions | null
  focusNote: (() => void) | null
}

/** The inbox's keys. With an item open J and K open its neighbours; without, they walk the list and Enter opens. */
export function useInboxKeys({ place, rows, go, actions, focusNote }: InboxKeys): void {
  const router = useRouter()
  const { itemId } = place
  const move = (step: 1 | -1) => {
    const next = neighbour(rows, itemId ?? focusedRowId(rows), step)
    if (!next) return
    if (itemId) go({ ...place, itemId: next.id }, 'replace')
    else document.getElementById(rowElementId(next.id))?.focus()
  }
  const first = neighbour(rows, null, 1)
  const onItem = (run: ((id: string) => void) | undefined) => (itemId && run ? () => run(itemId) : undefined)
  useHotkeys({
    enter: !itemId && first ? () => go({ ...place, itemId: first.id }) : undefined,
    escape: itemId ? () => go({ ...place, itemId: null }) : undefined,
  })
  useActionKeys({
    next: { run: () => move(1), repeat: true },
    previous: { run: () => move(-1), repeat: true },
    'claim-next': actions ? () => void actions.claimNext() : undefined,
    claim: onItem(actions?.claim),
    resolve: onItem(actions?.startResolving),
    release: onItem(actions?.release),
    note: itemId && focusNote ? focusNote : undefined,
    search: () => router.push('/conversations#search' as Route),
  })
}

const focusedRowId = (rows: ShownRow[]) =>
  rows.find(({ item }) => rowElementId(item.id) === document.activeElement?.id)?.item.id ?? null
