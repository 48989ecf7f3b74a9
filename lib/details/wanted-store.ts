import { enqueueCalls } from '@/lib/outbox/enqueue-store'
import { asked } from '@/lib/platform/asked'
import type { Tx } from '@/lib/platform/db'
import { prepared } from '@/lib/platform/prepared'
import type { OrganizationId } from '@/lib/platform/tenant'
import { isPending } from '@/lib/webhooks/work-store'
import { Prisma } from '@/prisma/generated/client'

const { sql } = Prisma

/**
 * Popp asks whoever hears COMPLETED to get the conversation's details. Of the events that this transaction is about to mark
 * applied, each COMPLETED that was not applied before wants them once, if the organization has a key and fetches details. One that was
 * recovered from Popp's list brings what Popp's API tells already.
 */
export async function wantDetails(organizationId: OrganizationId, tx: Tx, eventIds: readonly string[]): Promise<void> {
  const completed = await tx.$queryRaw<{ recordKey: string; eventId: string }[]>(sql`
    ${prepared} SELECT e.record_key AS "recordKey", e.id AS "eventId" FROM ${asked(organizationId, eventIds, 'uuid')}
    JOIN event_work w ON w.organization_id = asked.organization_id AND w.event_id = asked.key
    JOIN events e ON e.organization_id = asked.organization_id AND e.id = asked.key
    JOIN popp_connections c ON c.organization_id = asked.organization_id AND c.key_ciphertext IS NOT NULL AND c.fetch_details
    WHERE ${isPending} AND w.applied_at IS NULL
      AND e.source = 'webhook' AND e.type = 'CONVERSATION_COMPLETED' AND e.record_key IS NOT NULL`)
  await enqueueCalls(
    organizationId,
    tx,
    completed.map(({ recordKey, eventId }) => ({
      ...{ kind: 'fetch-details', recordKey, dedupeKey: `details:${recordKey}:${eventId}` },
    })),
  )
}
