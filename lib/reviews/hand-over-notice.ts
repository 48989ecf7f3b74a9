import type { SignedInMember } from '@/lib/members/domain'
import { listReviewers } from '@/lib/members/reviewer-store'
import { insertNotification } from '@/lib/notifications/notification-store'
import type { Tx } from '@/lib/platform/db'
import type { HandOverTarget } from './schema'
import type { ChangedRow } from './transition-store'

/** Tells those who were handed an item, in the transaction that hands it over; never the one who did. */
export async function notifyHandOver(
  { organizationId, memberId }: SignedInMember,
  tx: Tx,
  to: HandOverTarget,
  rows: readonly ChangedRow[],
): Promise<void> {
  const told = 'memberId' in to ? [to.memberId] : await listReviewers(organizationId, tx, to.role)
  for (const { id: reviewItemId, recordKey } of rows) {
    for (const receiver of told.filter((one) => one !== memberId)) {
      const about = {
        memberId: receiver,
        kind: 'handed-over',
        actorId: memberId,
        recordKey,
        reviewItemId,
        noteId: null,
      }
      await insertNotification(organizationId, tx, about as Parameters<typeof insertNotification>[2])
    }
  }
}
