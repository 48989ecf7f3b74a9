import type { SignedInMember } from '@/lib/members/domain'
import { mayDecide } from '@/lib/members/reviewer-store'
import { dueRules, maxHoldMinutes } from '@/lib/organizations/review-settings-service'
import { db } from '@/lib/platform/db'
import { claim, claimFirst, extend, hold, release } from './claim-store'
import { attempt, type CommandResult, done, keyed } from './command'
import { isSnoozed } from './domain'
import { dueAwake } from './due'
import { toItem } from './item'
import { asking } from './repeat'
import type { ClaimNextAnswer, ReviewItem } from './schema'
import { countsOf } from './service'
import { findItem } from './store'
import type { Marks } from './transition-store'
import { findKeyed } from './undo-store'

/** Claim-next looks again, waiting for locked rows, when the counts contradict its "nothing". */
const CLAIM_NEXT_TRIES = 5

/**
 * Gives the item to the member for `LEASE_MINUTES`, or says who holds it; one that sleeps wakes by it. Of any number of
 * claims at the same moment exactly one is granted, also when all are the same member's: a second one is refused as
 * `already-held`.
 */
export const claimItem = (member: SignedInMember, id: string, marks: Marks = {}): Promise<CommandResult> =>
  attempt(member, id, {
    change: async (seen) => {
      const asleep = seen && isSnoozed(seen, seen.now)
      const rules = asleep && (await dueRules(member.organizationId, db()))
      const known = rules && { version: seen.version, dueAt: dueAwake(rules, seen) }
      return claim(member, id, known || null, marks)
    },
    command: () => ({ kind: 'claim' }),
    ...keyed(member, 'claim', marks),
  })

type ClaimNextResult = ({ ok: true } & ClaimNextAnswer) | { ok: false; reason: 'key-reused'; item: ReviewItem }

/** Claims the item that is first in turn for this member: see `firstInTurn`. The same key again answers the same item. */
export async function claimNext(member: SignedInMember, marks: Marks = {}): Promise<ClaimNextResult> {
  for (let tries = 1; ; tries++) {
    const row = await claimFirst(member, tries > 1, marks)
    // Counted first: an earlier request under this key that has taken the last free item is then found as well.
    const counts = await countsOf(member)
    const earlier = row ? done(member, row) : await earlierClaim(member, marks)
    if (earlier?.ok === false) return earlier
    if (earlier) return { ...earlier, counts }
    if (counts.free === 0 || tries === CLAIM_NEXT_TRIES || !(await mayDecide(member)))
      return { ok: true, item: null, actionId: null, counts }
  }
}

async function earlierClaim(member: SignedInMember, { idempotencyKey }: Marks) {
  const earlier = idempotencyKey ? await findKeyed(member, idempotencyKey) : null
  const row = earlier && (await findItem(member.organizationId, earlier.reviewItemId))
  if (!row) return null
  if (earlier.kind !== 'claim') return { ok: false as const, reason: 'key-reused' as const, item: toItem(row) }
  return { ok: true as const, item: toItem(row), actionId: earlier.id }
}

/** Starts the lease anew. The answer's item has a new version: later commands must present that one. */
export const extendClaim = (member: SignedInMember, id: string, version: number, marks: Marks = {}) =>
  attempt(member, id, {
    change: () => extend(member, id, version, marks),
    command: () => ({ kind: 'extend', version }),
    ...keyed(member, 'extend', marks),
  })

/** Holds an item longer than a lease, as long as the organization allows at most. The answer says until when. */
export async function holdClaim(
  member: SignedInMember,
  id: string,
  { version, minutes }: { version: number; minutes: number },
  given: Marks = {},
): Promise<CommandResult> {
  const marks = asking(given, minutes)
  const maxMinutes = await maxHoldMinutes(member.organizationId)
  return attempt(member, id, {
    change: () => hold(member, id, { version, minutes, maxMinutes }, marks),
    command: () => ({ kind: 'hold', version }),
    ...keyed(member, 'hold', marks),
  })
}

export const releaseClaim = (member: SignedInMember, id: string, version: number, marks: Marks = {}) =>
  attempt(member, id, {
    change: () => release(member, id, version, marks),
    command: () => ({ kind: 'release', version }),
    ...keyed(member, 'release', marks),
  })
