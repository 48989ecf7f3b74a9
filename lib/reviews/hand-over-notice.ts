import type { SignedInMember } from '@/lib/members/domain'
import { listReviewers } from '@/lib/members/reviewer-store'
import { insertNotification } from '@/lib/notifications/notify-store'
import type { Tx } from '@/lib/platform/db'
import type { HandOverTarget } from './schema'
import type { ChangedRow } from './transition-store'

/** Tells those who were handed items, in the transaction that hands them over; never the one who did it. */
export async function notifyHandOver(
  { organizationId, memberId: actorId }: SignedInMember,
  tx: Tx,
  to: HandOverTarget,
  rows: readonly ChangedRow[],
): Promise<void> {
  const told = 'memberId' in to ? [to.memberId] : await listReviewers(organizationId, tx, to.role)
  for (const { id: reviewItemId, recordKey } of rows)
    for (const memberId of told)
      await insertNotification(organizationId, tx, {
        memberId,
        kind: 'handed-over',
        actorId,
        recordKey,
        reviewItemId,
        noteId: null,
      })
}
