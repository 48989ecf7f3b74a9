import type { SignedInMember } from '@/lib/members/domain'
import { publish } from '@/lib/platform/live'
import type { PresenceAnswer, PresenceRequest } from './schema'
import { deletePresence, listPresence, type PresentRow, sweepPresence, upsertPresence } from './store'

/**
 * The member is on the item, as of now. Looking locks nothing. Colleagues are told when it is news (arrived, began or
 * stopped typing), not at every sign of life. Null = no such item in her organization.
 */
export async function sayPresent(
  member: SignedInMember,
  { reviewItemId, typing }: PresenceRequest,
): Promise<{ now: Date } | null> {
  const said = await upsertPresence(member, reviewItemId, typing)
  if (!said) return null
  if (!said.wasPresent || said.wasTyping !== typing) publish(member.organizationId, 'presence')
  // Who arrives takes away what dead browsers left: seldom enough, and no job is needed for it.
  if (!said.wasPresent) await sweepPresence(member.organizationId)
  return { now: said.now }
}

/** The member has left the item; where she is not, nothing happens. */
export async function leave(member: SignedInMember, reviewItemId: string): Promise<void> {
  if (await deletePresence(member, reviewItemId)) publish(member.organizationId, 'presence')
}

/** Who else is on which item of the organization, by name. */
export async function listPresent(member: SignedInMember): Promise<PresenceAnswer> {
  const rows = await listPresence(member)
  const present = rows.filter((row): row is PresentRow => row.memberId !== null)
  return {
    now: rows[0]!.now.toISOString(),
    present: present.map(({ now: _, ...one }) => ({ ...one, seenAt: one.seenAt.toISOString() })),
  }
}
