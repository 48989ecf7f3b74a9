import type { Tx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import type { OrganizationId } from '@/lib/platform/tenant'
import { readEnvelope, recordKey, storableText } from '@/lib/popp/envelope'
import { TYPE_MAX } from '@/lib/popp/limits'

/** What was read from Popp's API, made an event by `recount`. */
export interface ToldEvent {
  source: 'recovered' | 'details'
  dedupeKey: string
  body: Uint8Array
}

/** Stores an event that came by no endpoint, with its work. False = the same was told before. */
export async function insertToldEvent(organizationId: OrganizationId, tx: Tx, event: ToldEvent): Promise<boolean> {
  const read = readEnvelope(event.body)
  if (!read.ok || read.envelope.recordId === null) throw new RangeError('what is told is about a conversation')
  const { type, recordId } = read.envelope
  const id = newId()
  const stored = await tx.$executeRaw`
    INSERT INTO events (organization_id, id, received_at, dedupe_key, record_key, type, body, source)
    VALUES (${organizationId}::uuid, ${id}::uuid, clock_timestamp(), ${event.dedupeKey}, ${recordKey(recordId)},
      ${storableText(type, TYPE_MAX)}, ${event.body}, ${event.source}::event_source)
    ON CONFLICT (organization_id, dedupe_key) DO NOTHING`
  if (stored === 0) return false
  await tx.eventWork.create({ data: { organizationId, eventId: id } })
  return true
}
