import { type FoldEvent, projectConversation } from '@/lib/conversations/domain'
import type { Tx } from '@/lib/platform/db'
import { lowestId } from '@/lib/platform/ids'
import type { OrganizationId } from '@/lib/platform/tenant'
import { normalise } from '@/lib/popp/normalise'
import { readRecordEvents } from '@/lib/webhooks/work-store'
import type { Known } from './domain'
import { readResolutions } from './resolved-store'

/** Bodies are up to 1 MiB: so many are in memory at a time. */
const READ_AT_ONCE = 100

/**
 * What arrived of these records, by key; records without an event of a conversation are not in it. Folded from the events
 * and not read from the conversations: what waits to be applied has arrived too.
 */
export async function readKnown(organizationId: OrganizationId, tx: Tx, recordKeys: string[]) {
  const byRecord = new Map<string, FoldEvent[]>()
  for (let after = lowestId(0); ; ) {
    const rows = await readRecordEvents(organizationId, tx, recordKeys, after, READ_AT_ONCE)
    for (const { id, dedupeKey, recordKey, receivedAt, body } of rows) {
      const events = byRecord.get(recordKey) ?? []
      events.push({ key: id, identity: dedupeKey, receivedAt, event: normalise(body, receivedAt) })
      byRecord.set(recordKey, events)
    }
    if (rows.length < READ_AT_ONCE) break
    after = rows.at(-1)!.id
  }
  const resolutions = await readResolutions(organizationId, tx, recordKeys)
  const known = new Map<string, Known>()
  for (const [key, events] of byRecord) {
    const projection = projectConversation(events)
    const hasStarted = events.some(({ event }) => event.kind === 'started')
    const resolution = resolutions.get(key) ?? null
    if (projection.isConversation) known.set(key, { ...projection, hasStarted, resolution })
  }
  return known
}
