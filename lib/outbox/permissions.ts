import type { Role } from '@/lib/members/schema'
import type { OutwardKind } from './schema'

interface ActedOn {
  kind: OutwardKind
  /** Who wanted it. */
  memberId: string | null
  reviewItemId: string | null
  /** Who holds the item at this moment. */
  holderId: string | null
}

/**
 * Who may repeat a call or cancel it: admins each; recruiters what concerns an item, but words to a candidate only if they
 * wrote them or hold the item.
 */
export function mayActOn({ kind, memberId, reviewItemId, holderId }: ActedOn, asker: { memberId: string; role: Role }) {
  if (asker.role === 'admin') return true
  if (asker.role !== 'recruiter' || reviewItemId === null) return false
  return kind !== 'reply' || memberId === asker.memberId || holderId === asker.memberId
}
