import type { AiOutcome } from '@/lib/conversations/schema'
import type { Role } from '@/lib/members/schema'
import { type ItemState, isHeld, isSnoozed } from './domain'
import type { Holder, Preferred, Resolution, ReviewItem, Snooze } from './schema'
import type { ResolutionOutcome } from './words'

/** A review item with what its conversation, holder and resolution add, as the stores read it in one query. */
export interface ItemRow extends ItemState {
  id: string
  recordKey: string
  recordId: string
  candidateName: string | null
  campaign: string | null
  aiOutcome: AiOutcome
  score: number | null
  optedOut: boolean
  ended: boolean
  flagReason: string | null
  flagCount: number
  flaggedAt: Date
  openedAt: Date
  returned: boolean
  holderName: string | null
  resolutionOutcome: ResolutionOutcome | null
  resolutionReason: string | null
  resolutionById: string | null
  resolutionByName: string | null
  resolutionAt: Date | null
  snoozedById: string | null
  snoozedByName: string | null
  dueAt: Date | null
  dueLeftSeconds: number | null
  preferredMemberId: string | null
  preferredName: string | null
  preferredRole: Role | null
  skipCount: number
  /** The database's clock when this was read: leases are judged against it, never against ours. */
  now: Date
}

/** What the browser is told of an item: a lapsed lease is no holder, a snooze that is over no snooze. */
export const toItem = (row: ItemRow): ReviewItem => ({
  id: row.id,
  version: row.version,
  state: row.state,
  recordKey: row.recordKey,
  recordId: row.recordId,
  candidateName: row.candidateName,
  campaign: row.campaign,
  aiOutcome: row.aiOutcome,
  score: row.score,
  optedOut: row.optedOut,
  ended: row.ended,
  flagReason: row.flagReason,
  flagCount: row.flagCount,
  flaggedAt: row.flaggedAt.toISOString(),
  openedAt: row.openedAt.toISOString(),
  returned: row.returned,
  holder: holderOf(row),
  snooze: snoozeOf(row),
  dueAt: row.dueAt?.toISOString() ?? null,
  preferred: preferredOf(row),
  skipCount: row.skipCount,
  resolution: resolutionOf(row),
})

const snoozeOf = (row: ItemRow): Snooze | null =>
  isSnoozed(row, row.now)
    ? {
        until: row.snoozedUntil!.toISOString(),
        byMemberId: row.snoozedById,
        byName: row.snoozedByName ?? 'A former member',
      }
    : null

const preferredOf = (row: ItemRow): Preferred | null =>
  row.preferredMemberId || row.preferredRole
    ? { memberId: row.preferredMemberId, name: row.preferredName, role: row.preferredRole }
    : null

const holderOf = (row: ItemRow): Holder | null =>
  isHeld(row, row.now)
    ? {
        memberId: row.holderId!,
        name: row.holderName ?? 'A former member',
        since: row.heldSince!.toISOString(),
        until: row.leaseUntil!.toISOString(),
      }
    : null

const resolutionOf = (row: ItemRow): Resolution | null =>
  row.resolutionOutcome && row.resolutionAt
    ? {
        outcome: row.resolutionOutcome,
        reason: row.resolutionReason,
        byMemberId: row.resolutionById!,
        byName: row.resolutionByName ?? 'A former member',
        at: row.resolutionAt.toISOString(),
      }
    : null
