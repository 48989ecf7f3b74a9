'use client'
import { usePathname, useSearchParams } from 'next/navigation'
import { useRef } from 'react'
import { deliveriesHref, openDelivery } from './delivery-url'

/**
 * Which delivery is open, by the address. Opening one changes the address without asking the server for the page again.
 * Closing goes back to the entry it was opened from, so that Back then leads out of the list and not into the delivery.
 */
export function useDeliveryPlace() {
  const search = useSearchParams().toString()
  const openId = openDelivery(usePathname())
  const openedHere = useRef(false)
  const open = (id: string) => {
    const href = deliveriesHref(id, search)
    if (openId) window.history.replaceState(null, '', href)
    else {
      openedHere.current = true
      window.history.pushState(null, '', href)
    }
  }
  const close = () => {
    if (openedHere.current) window.history.back()
    else window.history.replaceState(null, '', deliveriesHref(null, search))
    openedHere.current = false
  }
  return { openId, open, close, hrefOf: (id: string) => deliveriesHref(id, search) }
}
