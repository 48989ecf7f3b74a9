'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
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
    j: { run: () => move(1), repeat: true },
    k: { run: () => move(-1), repeat: true },
    enter: !itemId && first ? () => go({ ...place, itemId: first.id }) : undefined,
    escape: itemId ? () => go({ ...place, itemId: null }) : undefined,
    n: actions ? () => void actions.claimNext() : undefined,
    c: onItem(actions?.claim),
    r: onItem(actions?.startResolving),
    l: onItem(actions?.release),
    e: itemId && focusNote ? focusNote : undefined,
    '/': () => router.push('/conversations#search' as Route),
  })
}

const focusedRowId = (rows: ShownRow[]) =>
  rows.find(({ item }) => rowElementId(item.id) === document.activeElement?.id)?.item.id ?? null
