import type { WorkState } from '@/lib/webhooks/schema'
import { db } from '../db'
import { newId } from '../ids'
import type { OrganizationId } from '../tenant'

/** As many rows as one statement inserts. */
const ROWS_AT_ONCE = 5_000

export interface ManyEvent {
  body: string
  state?: WorkState
  receivedAt?: Date
  endpointId?: string
  error?: string
}

/** Stores events as ingest does, thousands by one statement; their ids rise in the order given. */
export async function storeEvents(organizationId: OrganizationId, events: readonly ManyEvent[]): Promise<string[]> {
  const now = Date.now()
  // Ids of the same millisecond are in no order by themselves.
  const rows = events.map((event, n) => rowOf(event, newId(event.receivedAt?.getTime() ?? now - events.length + n)))
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
    await db().$executeRaw`
      WITH input AS (
        SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows.slice(at, at + ROWS_AT_ONCE))}::jsonb)
          AS r(id uuid, endpoint_id uuid, received_at timestamptz, record_key text, type text, body text, state work_state, error text)
      ), stored AS (
        INSERT INTO events (organization_id, id, endpoint_id, received_at, dedupe_key, record_key, type, body)
        SELECT ${organizationId}::uuid, id, endpoint_id, received_at, 'test:' || id, record_key, type, convert_to(body, 'UTF8')
        FROM input
      )
      INSERT INTO event_work (organization_id, event_id, state, error, applied_at)
      SELECT ${organizationId}::uuid, id, state, error, CASE WHEN state = 'applied' THEN now() END FROM input`
  return rows.map(({ id }) => id)
}

function rowOf({ body, state = 'pending', error, endpointId, receivedAt = new Date() }: ManyEvent, id: string) {
  const { event: type, data } = JSON.parse(body) as { event: string; data: { recordId?: string } }
  return { id, endpoint_id: endpointId, received_at: receivedAt, record_key: data.recordId, type, body, state, error }
}
