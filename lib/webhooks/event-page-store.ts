import type { OrganizationId } from '@/lib/platform/tenant'
import { Prisma } from '@/prisma/generated/client'
import type { EventSource, WorkState } from './schema'
import type { EventSearch } from './search'

const { sql, empty } = Prisma

/** Which events; everything that is set must hold. */
export interface EventConditions {
  search?: EventSearch | null
  types?: string[]
  state?: WorkState
  source?: EventSource
  endpointId?: string
  copies?: boolean
  unsigned?: boolean
  error?: string
  /** Ids sort by the time of arrival: a time range is a range of ids. The first that belongs, the first that does not. */
  from?: string
  to?: string
  /** Has one of these payload fields. */
  fieldKeys?: bigint[]
  ids?: string[]
}

export interface PageAsked {
  /** The id after which the page begins; null for the first page. */
  after: string | null
  limit: number
}

/** The keys of events, newest first: each way to be found and each state has a branch, which an index of its own serves. */
export function eventPage(organizationId: OrganizationId, conditions: EventConditions, { after, limit }: PageAsked) {
  const shared = sql`${conditionsOf(conditions)} ${after ? sql`AND e.id < ${after}::uuid` : empty}`
  // Joined by OR, a rare record or a failed event would be looked for by reading all events backwards.
  const branches = foundBy(conditions.search).flatMap((found) =>
    statesOf(conditions).map(
      (state) => sql`(
    SELECT e.organization_id, e.id FROM events e
    ${state === empty ? empty : sql`JOIN event_work w ON w.organization_id = e.organization_id AND w.event_id = e.id`}
    ${conditions.fieldKeys ? sql`JOIN event_fields f ON f.organization_id = e.organization_id AND f.event_id = e.id` : empty}
    WHERE e.organization_id = ${organizationId}::uuid ${found} ${state} ${shared}
    ORDER BY e.id DESC LIMIT ${limit})`,
    ),
  )
  if (branches.length === 1) return branches[0]!
  return sql`(SELECT * FROM (${Prisma.join(branches, ' UNION ')}) page ORDER BY id DESC LIMIT ${limit})`
}

function foundBy(search: EventSearch | null | undefined): Prisma.Sql[] {
  if (!search) return [empty]
  return [
    sql`AND e.record_key = ANY(${search.recordKeys})`,
    ...(search.eventId ? [sql`AND e.id = ${search.eventId}::uuid`] : []),
    ...(search.typePrefix ? [sql`AND starts_with(e.type, ${search.typePrefix})`] : []),
  ]
}

/** Only what was not applied has an error. The states stand in the text: a partial index is chosen by it. */
function statesOf({ state, error }: EventConditions): Prisma.Sql[] {
  const states = error === undefined ? [state] : (['pending', 'dead'] as const).filter((one) => !state || one === state)
  if (states.length === 0) return [sql`AND false`]
  return states.map((one) => (one ? sql`AND w.state = ${Prisma.raw(`'${one}'`)}` : empty))
}

function conditionsOf(conditions: EventConditions): Prisma.Sql {
  const { types, source, endpointId, copies, unsigned, error, from, to, fieldKeys, ids } = conditions
  const all = [
    types && sql`e.type = ANY(${types})`,
    source && sql`e.source = ${Prisma.raw(`'${source}'`)}`,
    endpointId && sql`e.endpoint_id = ${endpointId}::uuid`,
    copies &&
      sql`EXISTS (SELECT FROM deliveries d WHERE d.organization_id = e.organization_id AND d.event_id = e.id
      AND d.answer = 'duplicate')`,
    unsigned && sql`e.source = 'webhook' AND e.secret_id IS NULL`,
    error !== undefined && sql`strpos(lower(w.error), lower(${error})) > 0`,
    from && sql`e.id >= ${from}::uuid`,
    to && sql`e.id < ${to}::uuid`,
    fieldKeys && sql`f.keys && ${fieldKeys.map(String)}::text[]::bigint[]`,
    ids && sql`e.id = ANY(${ids}::uuid[])`,
  ].filter((condition): condition is Prisma.Sql => Boolean(condition))
  return all.length === 0 ? empty : sql`AND ${Prisma.join(all, ' AND ')}`
}
