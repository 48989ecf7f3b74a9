import type { Route } from 'next'
import { type InboxTab, inboxTabs } from '@/lib/reviews/schema'

/** The address is the state: which tab, and which item is open. */
export interface InboxPlace {
  tab: InboxTab
  itemId: string | null
}

export function inboxHref({ tab, itemId }: InboxPlace): Route {
  const path = itemId ? `/inbox/${encodeURIComponent(itemId)}` : '/inbox'
  return (tab === 'open' ? path : `${path}?tab=${tab}`) as Route
}

/** What is not a tab is the first one. */
export const parseTab = (text: string | null | undefined): InboxTab => inboxTabs.find((tab) => tab === text) ?? 'open'

/** `/inbox/{id}?tab=mine`, path and query together. */
export function parseInboxPlace(address: string): InboxPlace {
  const [path = '', search] = address.split('?')
  const itemId = path.split('/')[2]
  return { tab: parseTab(new URLSearchParams(search).get('tab')), itemId: itemId ? decodeURIComponent(itemId) : null }
}
