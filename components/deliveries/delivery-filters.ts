import {
  createLoader,
  type inferParserType,
  parseAsArrayOf,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server'
import { type DeliveryFilter, deliveryFilter, type TimeSpan, timeSpans } from '@/lib/webhooks/delivery-filter'
import { deliveryTabs, eventSources, rejectionCauses, workStates } from '@/lib/webhooks/schema'

const flag = parseAsStringLiteral(['1'])
const SEARCH_MAX = 200

/** The list's filters as the address has them. */
export const filterParsers = {
  tab: parseAsStringLiteral(deliveryTabs).withDefault('received'),
  q: parseAsString,
  type: parseAsArrayOf(parseAsString),
  state: parseAsStringLiteral(workStates),
  source: parseAsStringLiteral(eventSources),
  copies: flag,
  unsigned: flag,
  error: parseAsString,
  endpoint: parseAsString,
  within: parseAsStringLiteral(Object.keys(timeSpans) as TimeSpan[]),
  from: parseAsString,
  to: parseAsString,
  cause: parseAsStringLiteral(rejectionCauses),
  status: parseAsInteger,
}
export type FilterState = inferParserType<typeof filterParsers>
type FilterName = Exclude<keyof FilterState, 'tab'>

export const loadFilters = createLoader(filterParsers)

const shared: FilterName[] = ['endpoint', 'within', 'from', 'to']
/** A rejected request has no record and no state, an event no cause: what one tab is filtered by does not narrow the other. */
const namesOf: Record<FilterState['tab'], FilterName[]> = {
  received: ['q', 'type', 'state', 'source', 'copies', 'unsigned', 'error', ...shared],
  rejected: ['cause', 'status', ...shared],
}

/** Of the query. What is no possible value is no filter: somebody may have changed the address. */
export function toFilter(state: FilterState): DeliveryFilter {
  const { tab } = state
  const read = namesOf[tab].flatMap((name) => {
    const given = name === 'q' ? state.q?.trim().slice(0, SEARCH_MAX) : state[name]
    const { data } = deliveryFilter.shape[name].safeParse(given || undefined)
    return data === undefined ? [] : [[name, data]]
  })
  return { tab, ...Object.fromEntries(read) }
}

/** The address of a filter: what is not in it is cleared. */
export const toState = (filter: DeliveryFilter): { [Name in keyof FilterState]: FilterState[Name] | null } => ({
  ...noFilter,
  ...filter,
  copies: filter.copies ? '1' : null,
  unsigned: filter.unsigned ? '1' : null,
})

const noFilter = {
  ...{
    q: null,
    type: null,
    state: null,
    source: null,
    error: null,
    endpoint: null,
    within: null,
    from: null,
    to: null,
  },
  ...{ cause: null, status: null },
}
