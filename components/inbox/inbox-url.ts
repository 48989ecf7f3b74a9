import type { Route } from 'next'
import { type InboxView, parseView, viewSearch } from '@/lib/reviews/filter'

/** The address is the state: which tab, what of it, and which item is open. */
export interface InboxPlace extends InboxView {
  itemId: string | null
}

export function inboxHref({ itemId, ...view }: InboxPlace): Route {
  const path = itemId ? `/inbox/${encodeURIComponent(itemId)}` : '/inbox'
  const search = viewSearch(view)
  return (search ? `${path}?${search}` : path) as Route
}

/** `/inbox/{id}?tab=mine&due=overdue`, path and query together. */
export function parseInboxPlace(address: string): InboxPlace {
  const at = address.indexOf('?')
  const path = at === -1 ? address : address.slice(0, at)
  const itemId = path.split('/')[2]
  const view = parseView(at === -1 ? '' : address.slice(at))
  return { ...view, itemId: itemId ? decodeURIComponent(itemId) : null }
}
