import { ingestPool } from '@/lib/platform/pg'
import { byteaArray, integerArray, textArray, timestampArray, uuidArray } from '@/lib/platform/pg-array'
import type { OrganizationId } from '@/lib/platform/tenant'
import type { RejectionCause } from './schema'

/** One request to an endpoint and what it was answered. */
export interface DeliveryEntry {
  organizationId: OrganizationId
  id: string
  endpointId: string
  eventId: string | null
  receivedAt: Date
  acknowledgedMicroseconds: number
  answer: 'stored' | 'duplicate' | 'rejected'
  status: number
  cause: RejectionCause | null
  size: number
  body: Uint8Array | null
  /** How many more of its kind this entry stands for. */
  others: number
}

const INSERT_DELIVERIES = `
  INSERT INTO deliveries (organization_id, id, endpoint_id, event_id, received_at, acknowledged_microseconds, answer, status,
    cause, size, body, others)
  SELECT organization_id, id, endpoint_id, event_id, received_at, acknowledged_microseconds, answer::delivery_answer,
    status, cause, size, body, others
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[], $6::int[], $7::text[], $8::int[], $9::text[],
    $10::int[], $11::bytea[], $12::int[])
    AS t(organization_id, id, endpoint_id, event_id, received_at, acknowledged_microseconds, answer, status, cause, size, body,
      others)
  ON CONFLICT DO NOTHING`

/** Writes entries of several organizations. Doing it twice is doing it once. */
export async function insertDeliveries(entries: readonly DeliveryEntry[]): Promise<void> {
  const numbers = (read: (entry: DeliveryEntry) => number) => integerArray(entries.map(read))
  await ingestPool().query({
    name: 'insert-deliveries',
    text: INSERT_DELIVERIES,
    values: [
      uuidArray(entries.map((entry) => entry.organizationId)),
      uuidArray(entries.map((entry) => entry.id)),
      uuidArray(entries.map((entry) => entry.endpointId)),
      uuidArray(entries.map((entry) => entry.eventId)),
      timestampArray(entries.map((entry) => entry.receivedAt)),
      numbers((entry) => entry.acknowledgedMicroseconds),
      textArray(entries.map((entry) => entry.answer)),
      numbers((entry) => entry.status),
      textArray(entries.map((entry) => entry.cause)),
      numbers((entry) => entry.size),
      byteaArray(entries.map((entry) => entry.body)),
      numbers((entry) => entry.others),
    ],
  })
}

const TRIM_REJECTED = `
  DELETE FROM deliveries
  WHERE organization_id = $1 AND endpoint_id = $2 AND answer = 'rejected' AND id < (
    SELECT id FROM deliveries WHERE organization_id = $1 AND endpoint_id = $2 AND answer = 'rejected'
    ORDER BY id DESC OFFSET $3 LIMIT 1)`

/** Keeps the newest `kept` rejected requests of an endpoint: whoever knows its address must not fill the disk. */
export async function trimRejected(organizationId: OrganizationId, endpointId: string, kept: number): Promise<void> {
  const values = [organizationId, endpointId, kept - 1]
  await ingestPool().query({ name: 'trim-rejected', text: TRIM_REJECTED, values })
}

const TRIM_COPIES = `
  WITH logged AS (
    SELECT organization_id, id, event_id, row_number() OVER (PARTITION BY organization_id, event_id ORDER BY id) AS n
    FROM deliveries WHERE (organization_id, event_id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[])) AND answer = 'duplicate'
  ), surplus AS (
    DELETE FROM deliveries d USING logged l WHERE d.organization_id = l.organization_id AND d.id = l.id AND l.n > $3
    RETURNING d.organization_id, d.event_id, 1 + d.others AS copies
  ), numbers AS (
    SELECT organization_id, event_id, sum(copies)::int AS copies FROM surplus GROUP BY organization_id, event_id
  )
  UPDATE deliveries d SET others = d.others + numbers.copies
  FROM numbers JOIN logged l ON l.organization_id = numbers.organization_id AND l.event_id = numbers.event_id AND l.n = $3
  WHERE d.organization_id = l.organization_id AND d.id = l.id`

interface LoggedEvent {
  organizationId: OrganizationId
  eventId: string
}

/** Keeps the first `kept` copies of each event and numbers the rest at the last of those: a captured delivery can be sent for ever. */
export async function trimCopies(events: readonly LoggedEvent[], kept: number): Promise<void> {
  const values = [
    uuidArray(events.map(({ organizationId }) => organizationId)),
    uuidArray(events.map(({ eventId }) => eventId)),
    kept,
  ]
  await ingestPool().query({ name: 'trim-copies', text: TRIM_COPIES, values })
}
