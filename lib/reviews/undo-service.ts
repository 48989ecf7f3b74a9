import type { SignedInMember } from '@/lib/members/domain'
import { mayDecide } from '@/lib/members/reviewer-store'
import { publish } from '@/lib/platform/live'
import { type CommandResult, done } from './command'
import { toItem } from './item'
import { findItem } from './store'
import { findAction, undo } from './undo-store'

/**
 * Puts an item back as it was before this action of the member's, if nothing has changed it since, within `UNDO_MINUTES`.
 * Asked twice, the second time is answered like the first.
 */
export async function undoAction(member: SignedInMember, actionId: string): Promise<CommandResult> {
  const [row] = await undo(member, [actionId])
  if (row) {
    // Who had been told of it is told no more.
    publish(member.organizationId, 'notifications')
    return done(member, row)
  }
  const action = await findAction(member, actionId)
  const item = action && (await findItem(member.organizationId, action.reviewItemId))
  if (!item) return { ok: false, reason: 'nothing-to-undo' }
  if (action.isUndone) return { ok: true, item: toItem(item), actionId }
  return { ok: false, reason: await whyNot(member, action.isOver), item: toItem(item) }
}

export async function whyNot(member: SignedInMember, isOver: boolean) {
  if (isOver) return 'undo-too-late' as const
  return (await mayDecide(member)) ? ('changed-since' as const) : ('not-allowed' as const)
}
