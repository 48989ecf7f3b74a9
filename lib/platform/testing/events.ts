import { db } from '../db'
import { newId } from '../ids'
import type { OrganizationId } from '../tenant'

export interface EventColumns {
  id?: string
  endpointId?: string
  recordKey?: string | null
  receivedAt?: Date
  dedupeKey?: string
}

/** Stores an event as ingest does, waiting for the worker. The database must be the file's own. */
export async function storeEvent(
  organizationId: OrganizationId,
  body: string | Uint8Array,
  columns: EventColumns = {},
) {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  const id = columns.id ?? newId()
  const envelope =
    typeof body === 'string' ? (JSON.parse(body) as { event: string; data: { recordId?: string } }) : null
  await db().event.create({
    data: {
      organizationId,
      id,
      endpointId: columns.endpointId ?? newId(),
      receivedAt: columns.receivedAt ?? new Date(),
      dedupeKey: columns.dedupeKey ?? `test:${id}`,
      recordKey: columns.recordKey === undefined ? (envelope?.data.recordId ?? null) : columns.recordKey,
      type: envelope?.event ?? 'UNKNOWN',
      body: new Uint8Array(bytes),
    },
  })
  await db().eventWork.create({ data: { organizationId, eventId: id } })
  return id
}
