import type { Route } from 'next'
import type { Issue, IssueState } from '@/lib/issues/schema'
import { deliveryFilter, filterParams } from '@/lib/webhooks/delivery-filter'
import { ALERT_SETTINGS, ENDPOINT_SETTINGS, POPP_SETTINGS } from '../shell/nav'

export const issueHref = (id: string) => `/issues/${encodeURIComponent(id)}` as Route
export const issuesHref = (state: IssueState) => (state === 'open' ? '/issues' : `/issues?state=${state}`) as Route

export const timesWords = (times: number) => (times === 1 ? 'once' : times === 2 ? 'twice' : `${times} times`)

export interface Place {
  href: Route
  label: string
}

const deliveries = (label: string, filter: Record<string, string | undefined>): Place => {
  const parsed = deliveryFilter.safeParse(filter)
  const query = parsed.success ? filterParams(parsed.data) : ''
  return { href: `/deliveries?${query}` as Route, label }
}

const endpoints: Place = { href: ENDPOINT_SETTINGS, label: 'Endpoints' }
const health: Place = { href: '/health' as Route, label: 'Health' }
const popp: Place = { href: POPP_SETTINGS, label: 'Popp’s API' }
const alerts: Place = { href: ALERT_SETTINGS, label: 'Alerts' }

/** Where its failures are listed, and where it can be mended: the first is the nearest. */
export function placesOf({ kind, cause, endpoint }: Pick<Issue, 'kind' | 'cause' | 'endpoint'>): Place[] {
  const code = cause.split(/[@:]/, 1)[0]!
  const at = { endpoint: endpoint?.id }
  switch (kind) {
    case 'signature':
    case 'schema':
      return [deliveries('Refused deliveries', { tab: 'rejected', cause: code, ...at }), endpoints]
    case 'foreign':
      return [deliveries('Events in quarantine', { state: 'quarantined', ...at }), endpoints]
    case 'handler':
      return [deliveries('Dead letters', { state: 'dead', error: cause })]
    case 'silence':
      return [endpoints, deliveries('Its deliveries', at)]
    case 'lag':
      return [health, deliveries('Deliveries', {})]
    case 'popp-api':
      return [popp]
    case 'outgoing':
      return code.startsWith('alert-') ? [alerts] : [popp, health]
  }
}

/** The newest failure itself, where it left something to look at. */
export function exampleOf({ facts }: Pick<Issue, 'facts'>): Place | null {
  const id = facts.deliveryId ?? facts.eventId
  if (typeof id !== 'string') return null
  const tab = facts.deliveryId ? '?tab=rejected' : ''
  return { href: `/deliveries/${encodeURIComponent(id)}${tab}` as Route, label: 'Newest example' }
}
