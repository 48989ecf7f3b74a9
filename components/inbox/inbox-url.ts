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

/** Which item `/inbox/{id}?tab=mine&due=overdue` opens, and in `search` what of the inbox it shows. */
export function splitAddress(address: string): { itemId: string | null; search: string } {
  const at = address.indexOf('?')
  const path = at === -1 ? address : address.slice(0, at)
  const itemId = path.split('/')[2]
  return { itemId: itemId ? decodeURIComponent(itemId) : null, search: at === -1 ? '' : address.slice(at) }
}

export function parseInboxPlace(address: string): InboxPlace {
  const { itemId, search } = splitAddress(address)
  return { ...parseView(search), itemId }
}
