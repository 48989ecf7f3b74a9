import { encodeCursor } from '@/lib/platform/http/cursor'
import type { OrganizationId } from '@/lib/platform/tenant'
import { decodeDeliveryCursor } from './cursor'
import { findEndpointName, listCopies, readEventBody, readRejectedBody } from './delivery-body-store'
import type { DeliveryFilter, DeliveryQuery } from './delivery-filter'
import {
  countEvents,
  type EventRow,
  findEventRow,
  findRejectedRow,
  listEventRows,
  listRejectedRows,
  type RejectedRow,
} from './delivery-store'
import { eventConditions, timeRange } from './event-conditions'
import { byCandidates } from './field-candidates'
import type { FieldSearch } from './field-search'
import { eventsWithField } from './field-service'
import type {
  DeliveryBody,
  DeliveryCount,
  DeliveryDetail,
  DeliveryPage,
  DeliveryRow,
  EventSource,
  RejectionCause,
  WorkState,
} from './schema'

const BODY_SHOWN_BYTES = 256 * 1024
const COPIES_SHOWN = 200
const COUNTED_MAX = 1_000

/** Newest first. `query.cursor` has been checked by `checkedDeliveryQuery`. `field`: of what was received, exactly. */
export async function deliveryPageOf(
  organizationId: OrganizationId,
  query: DeliveryQuery,
  field: FieldSearch | null = null,
): Promise<DeliveryPage> {
  const asked = { after: query.cursor ? decodeDeliveryCursor(query.cursor) : null, limit: query.limit + 1 }
  const found =
    query.tab === 'rejected'
      ? (await listRejectedRows(organizationId, rejectedConditions(query, new Date()), asked)).map(toRejected)
      : (await listEventRows(organizationId, await receivedConditions(organizationId, query, field), asked)).map(
          toEvent,
        )
  const candidates = found.slice(0, query.limit)
  const last = found.length > query.limit ? candidates.at(-1) : undefined
  const rows = field && query.tab === 'received' ? await withField(organizationId, candidates, field) : candidates
  return { rows, nextCursor: last ? encodeCursor([last.id]) : null }
}

const receivedConditions = (organizationId: OrganizationId, filter: DeliveryFilter, field: FieldSearch | null) =>
  byCandidates(organizationId, eventConditions(organizationId, filter, field, new Date()))

const rejectedConditions = (query: DeliveryQuery, now: Date) => ({
  ...timeRange(query, now),
  endpointId: query.endpoint,
  cause: query.cause,
  status: query.status,
})

/** Those that have the field by their own bytes: the index knows digests. */
async function withField<T extends { id: string }>(organizationId: OrganizationId, rows: T[], field: FieldSearch) {
  const ids = rows.map(({ id }) => id)
  const sure = await eventsWithField(organizationId, ids, field)
  return rows.filter(({ id }) => sure.has(id))
}

/** How many events were received that match; what is beyond `COUNTED_MAX` is not counted. */
export async function countDeliveriesOf(
  organizationId: OrganizationId,
  filter: DeliveryFilter,
  field: FieldSearch | null,
): Promise<DeliveryCount> {
  const counted = await countEvents(
    organizationId,
    await receivedConditions(organizationId, filter, field),
    COUNTED_MAX + 1,
  )
  return { count: Math.min(counted, COUNTED_MAX), more: counted > COUNTED_MAX }
}

/** `id`: of an event or of a rejected request. Null = unknown, or another organization's. */
export async function deliveryDetailOf(organizationId: OrganizationId, id: string): Promise<DeliveryDetail | null> {
  const event = await findEventRow(organizationId, id)
  const rejected = event ? null : await findRejectedRow(organizationId, id)
  if (!event && !rejected) return null
  const [endpointName, copies] = await Promise.all([
    findEndpointName(organizationId, id),
    rejected ? [{ ...rejected, answer: 'rejected' as const }] : listCopies(organizationId, id, COPIES_SHOWN),
  ])
  return {
    row: event ? toEvent(event) : toRejected(rejected!),
    endpointName: endpointName ?? '',
    copies: copies.map(({ id, receivedAt, answer, status, acknowledgedMicroseconds }) => ({
      id,
      receivedAt: receivedAt.toISOString(),
      answer,
      status,
      acknowledgedMs: acknowledgedMicroseconds / 1000,
    })),
  }
}

/** What the same request sent. Null = unknown, or another organization's. */
export async function deliveryBodyOf(organizationId: OrganizationId, id: string): Promise<DeliveryBody | null> {
  const kept =
    (await readEventBody(organizationId, id, BODY_SHOWN_BYTES)) ??
    (await readRejectedBody(organizationId, id, BODY_SHOWN_BYTES))
  if (!kept) return null
  const { head, size } = kept
  const bodyCut = head !== null && head.byteLength < size
  // `stream`: a character that the cut has split is left out.
  return { body: head && new TextDecoder().decode(head, { stream: bodyCut }), bodyCut }
}

const toEvent = ({ acknowledgedMicroseconds, ...row }: EventRow): DeliveryRow => ({
  kind: 'event',
  ...row,
  receivedAt: row.receivedAt.toISOString(),
  state: row.state as WorkState,
  source: row.source as EventSource,
  appliedAt: row.appliedAt?.toISOString() ?? null,
  acknowledgedMs: acknowledgedMicroseconds === null ? null : acknowledgedMicroseconds / 1000,
})

const toRejected = ({ acknowledgedMicroseconds, ...row }: RejectedRow): DeliveryRow => ({
  kind: 'rejected',
  ...row,
  receivedAt: row.receivedAt.toISOString(),
  cause: row.cause as RejectionCause,
  acknowledgedMs: acknowledgedMicroseconds / 1000,
})
