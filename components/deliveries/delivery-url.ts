import type { Route } from 'next'

/** Where the reader is: which delivery is open over which view of the list. */
export function deliveriesHref(id: string | null, search: string): Route {
  const path = id ? `/deliveries/${encodeURIComponent(id)}` : '/deliveries'
  return (search ? `${path}?${search}` : path) as Route
}

export function openDelivery(pathname: string): string | null {
  const [, , id] = pathname.split('/')
  return id ? decodeURIComponent(id) : null
}
