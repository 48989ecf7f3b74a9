import { encodeCursor } from '@/lib/platform/http/cursor'
import type { OrganizationId } from '@/lib/platform/tenant'
import { storableText } from '@/lib/popp/envelope'
import { decodeDeliveryCursor } from './cursor'
import { listCopies, readEventBody, readRejectedBody } from './delivery-body-store'
import {
  type EventRow,
  findEventRow,
  findRejectedRow,
  listEventRows,
  listRejectedRows,
  type RejectedRow,
} from './delivery-store'
import type { DeliveryDetail, DeliveryPage, DeliveryQuery, DeliveryRow, RejectionCause, WorkState } from './schema'
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
  if (event) {
    const [body, copies] = await Promise.all([
      readEventBody(organizationId, id, BODY_SHOWN_BYTES),
      listCopies(organizationId, id, COPIES_SHOWN),
    ])
    return detail(toEvent(event), body, copies)
  }
  const rejected = await findRejectedRow(organizationId, id)
  if (!rejected) return null
  const body = await readRejectedBody(organizationId, id, BODY_SHOWN_BYTES)
  return detail(toRejected(rejected), body, [{ ...rejected, answer: 'rejected' as const }])
}

interface Copy extends Pick<RejectedRow, 'id' | 'receivedAt' | 'status' | 'acknowledgedMicroseconds'> {
  answer: 'stored' | 'duplicate' | 'rejected'
}

function detail(
  row: DeliveryRow,
  body: { endpointName: string; head: Uint8Array | null } | null,
  copies: Copy[],
): DeliveryDetail {
  const head = body?.head ?? null
  return {
    row,
    endpointName: body?.endpointName ?? '',
    copies: copies.map(({ id, receivedAt, answer, status, acknowledgedMicroseconds }) => ({
      id,
      receivedAt: receivedAt.toISOString(),
      answer,
      status,
      acknowledgedMs: acknowledgedMicroseconds / 1000,
    })),
    // `stream`: a character that the cut has split is left out.
    body: head && new TextDecoder().decode(head, { stream: head.byteLength < row.size }),
    bodyCut: head !== null && head.byteLength < row.size,
  }
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
