'use client'
import { usePathname, useSearchParams } from 'next/navigation'
import { useSyncExternalStore } from 'react'
import { type InboxPlace, inboxHref, parseInboxPlace } from './inbox-url'

export type Go = (place: InboxPlace, how?: 'push' | 'replace') => void

/**
 * Where the reader is, by the address. Moving inside the inbox changes the address without asking the server for the
 * page again: the list stands still, and the next item is there in the time of one keystroke.
 *
 * The router's own hooks follow such a change in a transition, which may take longer than a quick second key: that key
 * would act on the item before. So the address itself is read, at once.
 */
export function useInboxPlace(): { place: InboxPlace; go: Go } {
  const routed = addressOf(usePathname(), useSearchParams().toString())
  const address = useSyncExternalStore(subscribe, currentAddress, () => routed)
  // While the reader leaves for another screen the address is already that one's.
  return { place: parseInboxPlace(address.startsWith('/inbox') ? address : routed), go }
}

/** The place at this moment, for what was begun at another: an undo comes ten seconds after its item was left. */
export const placeNow = () => parseInboxPlace(currentAddress())

const go: Go = (next, how = 'push') => {
  if (inboxHref(next) === currentAddress()) return
  if (how === 'push') window.history.pushState(null, '', inboxHref(next))
  else window.history.replaceState(null, '', inboxHref(next))
  for (const listener of listeners) listener()
}

const listeners = new Set<() => void>()

function subscribe(listener: () => void) {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}

const currentAddress = () => addressOf(window.location.pathname, window.location.search.slice(1))

const addressOf = (pathname: string, search: string) => (search ? `${pathname}?${search}` : pathname)
