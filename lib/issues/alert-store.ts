import { listReviewers } from '@/lib/members/reviewer-store'
import { notifyOfIssue } from '@/lib/notifications/notify-store'
import type { Tx } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'

/** Alerts of an issue that opened or came back, in that transaction: every active admin is told in the product. */
export async function tellOfIssue(
  organizationId: OrganizationId,
  tx: Tx,
  { id: issueId, recurrences }: { id: string; recurrences: number },
): Promise<void> {
  const memberIds = await listReviewers(organizationId, tx, 'admin')
  const kind = recurrences > 0 ? 'issue-returned' : 'issue-opened'
  await notifyOfIssue(organizationId, tx, { memberIds, kind, issueId })
}
