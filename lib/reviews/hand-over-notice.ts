import type { SignedInMember } from '@/lib/members/domain'
import { listReviewers } from '@/lib/members/reviewer-store'
import { insertNotification } from '@/lib/notifications/notify-store'
import type { Tx } from '@/lib/platform/db'
import type { HandOverTarget } from './schema'
import type { ChangedRow } from './transition-store'
import { countOfBatch } from './undo-store'

/**
 * Tells those who were handed items, in the transaction that hands them over; never the one who did it. Of a bulk command
 * they are told once, by its first part.
 */
export async function notifyHandOver(
  { organizationId, memberId: actorId }: SignedInMember,
  tx: Tx,
  to: HandOverTarget,
  rows: readonly ChangedRow[],
  batchId?: string,
): Promise<void> {
  const [first] = rows
  if (!first || (batchId && (await countOfBatch(organizationId, tx, batchId)) > rows.length)) return
  const told = 'memberId' in to ? [to.memberId] : await listReviewers(organizationId, tx, to.role)
  const { id: reviewItemId, recordKey } = first
  const kind = batchId ? 'handed-over-many' : 'handed-over'
  for (const memberId of told)
    await insertNotification(organizationId, tx, { memberId, kind, actorId, recordKey, reviewItemId, noteId: null })
}
