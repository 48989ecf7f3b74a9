import type { Tx } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import type { PoppConversation } from '@/lib/popp/client/conversation'
import { recordKey } from '@/lib/popp/envelope'
import { detailsKey } from '@/lib/popp/recount'
import { insertToldEvent } from '@/lib/webhooks/told-store'

/**
 * Stores what Get Conversation told as an event, unless the newest of its conversation is just that. The key names the
 * event before it: what was told earlier and has been otherwise since is told anew.
 */
export async function insertDetails(organizationId: OrganizationId, tx: Tx, told: PoppConversation, body: Uint8Array) {
  const newest = await tx.event.findFirst({
    where: { organizationId, recordKey: recordKey(told.id) },
    orderBy: { id: 'desc' },
    select: { id: true, source: true, body: true },
  })
  if (newest?.source === 'details' && Buffer.compare(newest.body, body) === 0) return
  const dedupeKey = newest ? `${detailsKey(told)}:${newest.id}` : detailsKey(told)
  await insertToldEvent(organizationId, tx, { source: 'details', dedupeKey, body })
}
