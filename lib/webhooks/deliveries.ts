import { encodeCursor } from '@/lib/platform/http/cursor'
import type { OrganizationId } from '@/lib/platform/tenant'
import { storableText } from '@/lib/popp/envelope'
import { decodeDeliveryCursor } from './cursor'
import { findEndpointName, listCopies, readEventBody, readRejectedBody } from './delivery-body-store'
import {
  type EventRow,
  findEventRow,
  findRejectedRow,
  listEventRows,
  listRejectedRows,
  type RejectedRow,
} from './delivery-store'
import type {
  DeliveryBody,
  DeliveryDetail,
  DeliveryPage,
  DeliveryQuery,
  DeliveryRow,
  RejectionCause,
  WorkState,
} from './schema'
import { eventSearch } from './search'

const BODY_SHOWN_BYTES = 256 * 1024
const COPIES_SHOWN = 200
const SEARCH_MAX = 200

/** Newest first. `query.cursor` has been checked by `checkedDeliveryQuery`. */
export async function deliveryPageOf(organizationId: OrganizationId, query: DeliveryQuery): Promise<DeliveryPage> {
  const asked = { after: query.cursor ? decodeDeliveryCursor(query.cursor) : null, limit: query.limit + 1 }
  const causePrefix = storableText(query.q ?? '', SEARCH_MAX).toLowerCase()
  const found =
    query.tab === 'rejected'
      ? (await listRejectedRows(organizationId, { ...asked, causePrefix })).map(toRejected)
      : (await listEventRows(organizationId, { ...asked, state: query.state, search: eventSearch(query.q) })).map(
          toEvent,
        )
  const rows = found.slice(0, query.limit)
  const last = found.length > query.limit ? rows.at(-1) : undefined
  return { rows, nextCursor: last ? encodeCursor([last.id]) : null }
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
