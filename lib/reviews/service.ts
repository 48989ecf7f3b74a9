import { getConversation } from '@/lib/conversations/service'
import type { SignedInMember } from '@/lib/members/domain'
import { encodeCursor } from '@/lib/platform/http/cursor'
import { isUuid } from '@/lib/platform/ids'
import type { OrganizationId } from '@/lib/platform/tenant'
import { storableText } from '@/lib/popp/envelope'
import { claim, claimOldest, extend, release, releaseAll } from './claim-store'
import { announce, attempt, type CommandResult, done } from './command'
import { decodeInboxCursor } from './cursor'
import { type CountsRow, readCounts, readInbox } from './inbox-store'
import { toItem } from './item'
import { answerRepeated } from './repeat'
import { reopen, resolve } from './resolution-store'
import type { ClaimNextAnswer, InboxCounts, InboxPage, InboxQuery, ResolveRequest, ReviewItemDetail } from './schema'
import { findItem } from './store'

const REASON_MAX = 5_000
/** Claim-next looks again, waiting for locked rows, when the counts contradict its "nothing". */
const CLAIM_NEXT_TRIES = 5

/** A page of one tab with the counts of the same moment. `query.cursor` has been checked by `checkedInboxQuery`. */
export async function listInbox(member: SignedInMember, query: InboxQuery): Promise<InboxPage> {
  const after = query.cursor ? decodeInboxCursor(query.cursor) : null
  const { counts, rows } = await readInbox(member, query.tab, after, query.limit + 1)
  const page = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? page.at(-1) : undefined
  return {
    rows: page.map(toItem),
    nextCursor: last ? encodeCursor([last.sortAt, last.id]) : null,
    counts: toCounts(counts),
  }
}

/** The item, its conversation and the clock that its lease is judged by. Null = unknown or another organization's. */
export async function getReviewItem(member: SignedInMember, id: string): Promise<ReviewItemDetail | null> {
  const row = isUuid(id) ? await findItem(member.organizationId, id) : null
  const conversation = row && (await getConversation(member, row.recordKey))
  return conversation && { item: toItem(row), conversation, now: row.now.toISOString() }
}

/**
 * Gives the item to the member for `LEASE_MINUTES`, or says who holds it. Of any number of claims at the same moment
 * exactly one is granted, also when all are the same member's: a second one is refused as `already-held`.
 */
export const claimItem = (member: SignedInMember, id: string): Promise<CommandResult> =>
  attempt(member, id, { change: () => claim(member, id), command: () => ({ kind: 'claim' }) })

/** Claims the free item that has waited longest. Items in `skip` are given only when no other is free. */
export async function claimNext(member: SignedInMember, skip: string[]): Promise<ClaimNextAnswer> {
  for (let tries = 1; ; tries++) {
    const patiently = tries > 1
    const row =
      (await claimOldest(member, { except: skip }, patiently)) ??
      (skip.length > 0 ? await claimOldest(member, { only: skip }, patiently) : null)
    const counts = await readCounts(member)
    if (row) return { item: done(member, row).item, counts: toCounts(counts) }
    if (counts.free === 0 || tries === CLAIM_NEXT_TRIES) return { item: null, counts: toCounts(counts) }
  }
}

/** Starts the lease anew. The answer's item has a new version: later commands must present that one. */
export const extendClaim = (member: SignedInMember, id: string, version: number): Promise<CommandResult> =>
  attempt(member, id, { change: () => extend(member, id, version), command: () => ({ kind: 'extend', version }) })

export const releaseClaim = (member: SignedInMember, id: string, version: number): Promise<CommandResult> =>
  attempt(member, id, { change: () => release(member, id, version), command: () => ({ kind: 'release', version }) })

/** Frees everything a member holds: sign-out, deactivation, role loss. @returns how many items were freed */
export async function releaseAllOf(organizationId: OrganizationId, memberId: string): Promise<number> {
  const recordKeys = await releaseAll({ organizationId, memberId })
  for (const recordKey of recordKeys) announce(organizationId, recordKey)
  return recordKeys.length
}

/**
 * Closes an item that the member holds. The same idempotency key again is answered like the first time and resolves
 * nothing twice, also when both arrive together; the key for anything else is refused as `key-reused`.
 */
export function resolveItem(member: SignedInMember, id: string, request: ResolveRequest): Promise<CommandResult> {
  const storable = { ...request, reason: storableText(request.reason, REASON_MAX) }
  return attempt(member, id, {
    change: () => resolve(member, id, storable),
    command: (row) => ({ kind: 'resolve', ...storable, aiOutcome: row.aiOutcome }),
    repeated: (row) => answerRepeated(member, row, storable),
  })
}

/** Opens a resolved item again, held by the member who asks: undo gives it back to the person who had it. */
export function reopenItem(
  member: SignedInMember,
  id: string,
  request: { version: number; reason: string },
): Promise<CommandResult> {
  const { version } = request
  const reason = storableText(request.reason, REASON_MAX)
  return attempt(member, id, {
    change: () => reopen(member, id, version, reason),
    command: () => ({ kind: 'reopen', version }),
  })
}

const toCounts = (row: CountsRow): InboxCounts => ({
  free: row.free,
  heldByMe: row.heldByMe,
  heldByOthers: row.heldByOthers,
  othersUntil: row.othersUntil?.toISOString() ?? null,
  resolved: row.resolved,
})
