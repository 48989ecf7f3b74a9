'use client'
import { useKeyMap } from '../shell/use-action-keys'
import { useHotkeys } from '../ui/use-hotkeys'
import { rowElementId } from './inbox-row'
import type { ShownRow } from './list-merge'
import { neighbour } from './next-item'
import { focusedItemId } from './selection-box'
import type { SelectionDesk } from './use-selection'

interface SelectionKeys {
  desk: SelectionDesk
  rows: ShownRow[]
  /** The open item. */
  itemId: string | null
  /** More of the view matches than is loaded. */
  hasMore: boolean
  enabled: boolean
}

/** X selects, Shift with next, previous or X a range, Shift A all that is loaded and then all that matches, Esc nothing. */
export function useSelectionKeys({ desk, rows, itemId, hasMore, enabled }: SelectionKeys): void {
  const keys = useKeyMap()
  const { selection } = desk
  // With the focus in the detail, the row that is meant is the open one.
  const current = () => focusedItemId() ?? itemId
  const toggle = () => {
    const row = rows.find(({ item }) => item.id === current())
    if (row && (!row.gone || selection.seen.has(row.item.id))) desk.toggle(row.item)
  }
  const extendHere = () => {
    const id = current()
    if (id) desk.extendTo(id)
  }
  const extendBy = (step: 1 | -1) => {
    // The open item stays open: a range over its neighbours is no reason to look at each of them.
    const from = focusedItemId() ?? selection.head ?? itemId
    const next = neighbour(rows, from, step)
    if (!next) return
    desk.extend(from ?? next.id, next.id)
    const row = document.getElementById(rowElementId(next.id))
    if (itemId) row?.scrollIntoView({ block: 'nearest' })
    else row?.focus()
  }
  const bindings = {
    'shift+a': () => (selection.offersAll && hasMore ? void desk.selectAll() : desk.toggleLoaded()),
    // An open item is closed first.
    escape: !itemId && selection.seen.size > 0 ? desk.clear : undefined,
    [keys.select]: toggle,
    [`shift+${keys.select}`]: extendHere,
    [`shift+${keys.next}`]: { run: () => extendBy(1), repeat: true },
    [`shift+${keys.previous}`]: { run: () => extendBy(-1), repeat: true },
  }
  useHotkeys(bindings, { enabled })
}
