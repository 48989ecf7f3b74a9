'use client'
import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect, useSyncExternalStore } from 'react'
import { afterPaint } from '@/lib/platform/frame'
import { parseView } from '@/lib/reviews/filter'
import { type InboxPlace, inboxHref, parseInboxPlace, splitAddress } from './inbox-url'

export type Go = (place: InboxPlace, how?: 'push' | 'replace') => void

/**
 * Where the reader is, by the address. Moving inside the inbox changes the address without asking the server for the
 * page again: the list stands still, and the next item is there in the time of one keystroke.
 *
 * The router's own hooks follow such a change in a transition, which may take longer than a quick second key: that key
 * would act on the item before. So the address itself is read, at once.
 */
export function useInboxPlace() {
  const routed = addressOf(usePathname(), useSearchParams().toString())
  const address = useSyncExternalStore(subscribe, currentAddress, () => routed)
  useEffect(() => onRouted(routed), [routed])
  // While the reader leaves for another screen the address is already that one's.
  const { itemId, search } = splitAddress(isInbox(address) ? address : routed)
  // Apart from the item: from one to the next it stays the same object, and what is drawn by it stands.
  const view = parseView(search)
  return { place: { ...view, itemId }, view, itemId }
}

/** The place at this moment, for what was begun at another: an undo comes ten seconds after its item was left. */
export const placeNow = () => parseInboxPlace(currentAddress())

export const isInInbox = () => isInbox(window.location.pathname)

const isInbox = (address: string) => /^\/inbox([/?]|$)/.test(address)

/** Where the reader is, while the browser does not know it yet or the router might still set its address back. */
let ahead: { href: string; how: 'push' | 'replace'; written: boolean } | null = null
/** What the router has been given to follow since. */
const given = new Set<string>()

/**
 * So long after a change the browser's address is not believed. The router follows each change in a transition of its own
 * and writes the address once more when that one is through: of two quick keys the second item's is overwritten by the
 * first's for a while, and a third key would act on the wrong one, or on none.
 */
const ROUTER_FOLLOWS_MS = 1_000

/**
 * The screen goes at once, the browser's address a frame later: to change it takes the browser and the router as long as
 * the screen. Steps back are left as if each change had been written by itself.
 */
export const go: Go = (next, how = 'push') => {
  const href = inboxHref(next)
  if (href === currentAddress()) return
  if (how === 'push') writeAddress()
  const waiting = ahead && !ahead.written ? ahead : null
  if (!waiting) afterPaint(writeAddress)
  ahead = { href, how: waiting?.how ?? how, written: false }
  tellAll()
}

/** Opens an item of what is shown now. */
export const openItem = (itemId: string) => go({ ...placeNow(), itemId })

function writeAddress() {
  if (!ahead || ahead.written) return
  const written = { ...ahead, written: true }
  ahead = written
  given.add(written.href)
  // The reader has left for another screen within this very frame.
  if (!isInInbox()) return believe()
  if (written.how === 'push') window.history.pushState(null, '', written.href)
  else window.history.replaceState(null, '', written.href)
  setTimeout(() => ahead === written && believe(), ROUTER_FOLLOWS_MS)
}

/** From now on the reader is where the browser says. */
function believe() {
  forget()
  tellAll()
}

function forget() {
  ahead = null
  given.clear()
}

/** Where the router goes by itself, by a link, the reader wants to be. */
function onRouted(address: string) {
  if (ahead?.written && !given.has(address)) believe()
}

const listeners = new Set<() => void>()

function tellAll() {
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  // A step back goes from where the browser is.
  const onPopState = () => {
    forget()
    listener()
  }
  listeners.add(listener)
  window.addEventListener('popstate', onPopState)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) forget()
    window.removeEventListener('popstate', onPopState)
  }
}

const currentAddress = () =>
  (isInInbox() && ahead?.href) || addressOf(window.location.pathname, window.location.search.slice(1))

const addressOf = (pathname: string, search: string) => (search ? `${pathname}?${search}` : pathname)
