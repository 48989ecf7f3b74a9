import { createLoader, type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import type { DeliveryFilters } from '@/lib/webhooks/client'
import { deliveryTabs, rejectionCauses, workStates } from '@/lib/webhooks/schema'

const SEARCH_MAX = 200

/** The list's filters as the address has them. What is not a filter's value is no filter. */
export const filterParsers = {
  tab: parseAsStringLiteral(deliveryTabs).withDefault('received'),
  q: parseAsString,
  state: parseAsStringLiteral(workStates),
  cause: parseAsStringLiteral(rejectionCauses),
}
export type FilterState = inferParserType<typeof filterParsers>

export const loadFilters = createLoader(filterParsers)

/** Of the query. A rejected request has no record and no state: it is searched by its cause alone. */
export const toFilters = ({ tab, q, state, cause }: FilterState): DeliveryFilters =>
  tab === 'rejected'
    ? { tab, q: cause ?? undefined }
    : { tab, q: q?.trim().slice(0, SEARCH_MAX) || undefined, state: state ?? undefined }
