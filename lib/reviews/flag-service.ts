import type { Flag } from '@/lib/conversations/domain-flags'
import { dueRules } from '@/lib/organizations/review-settings-service'
import type { Tx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import type { OrganizationId } from '@/lib/platform/tenant'
import { isSnoozed } from './domain'
import {
  activeResolver,
  type FlaggedItemRow,
  insertFlags,
  insertItem,
  knownFlags,
  lockItems,
  updateItem,
} from './flag-store'
import { applyFlags, type FlaggedRecord, type FlagResult, refreshed } from './flags'

const audited = { opened: 'item-opened', returned: 'item-returned', 'flagged-again': 'item-flagged-again' } as const

/** What events being applied mean for a record's review item. */
export interface RecordNews {
  recordKey: string
  /** By which its due time is chosen. */
  campaign: string | null
  /** As it was known before; undefined = the conversation was not. */
  formerCampaign?: string | null | undefined
  /** Every flag of the record; those that are known already count as nothing. */
  flags: Flag[]
  /** Whether an event is among them that was never applied before: a replay wakes nobody. */
  hasNews: boolean
}

/**
 * Opens or returns review items for the flags among these that were never applied, and wakes the snoozed items of records
 * with news, inside the caller's transaction. The caller holds the records' locks, so a flag is judged once. Whoever
 * snoozes while this commits has seen the desk of that moment: her item sleeps on.
 */
export async function raiseFlags(organizationId: OrganizationId, tx: Tx, records: readonly RecordNews[]) {
  const known = await knownFlags(organizationId, tx, records.flatMap(keysOf))
  const news = records.map((record) => ({ ...record, flags: record.flags.filter(({ key }) => !known.has(key)) }))
  const keysWhere = (holds: (record: RecordNews) => boolean) => news.filter(holds).map(({ recordKey }) => recordKey)
  const flagged = keysWhere(({ flags }) => flags.length > 0)
  const heard = keysWhere(({ hasNews }) => hasNews)
  const moved = keysWhere((record) => record.formerCampaign !== undefined && record.formerCampaign !== record.campaign)
  // All in one statement, by id: two of these, or this and a member's command, cannot wait for each other in a circle.
  const rows = await lockItems(organizationId, tx, { flagged, heard, moved })
  if (flagged.length === 0 && rows.length === 0) return
  const rules = await dueRules(organizationId, tx)
  const items = new Map(rows.map((row) => [row.recordKey, row]))
  for (const { flags, ...record } of news) {
    const item = items.get(record.recordKey) ?? null
    if (flags.length > 0) await save(organizationId, tx, applyFlags(item, { ...record, rules }, flags, newId), flags)
    else if (item) await refresh(organizationId, tx, item, { ...record, rules })
  }
}

type Heard = FlaggedRecord & Pick<RecordNews, 'hasNews'>

async function refresh(organizationId: OrganizationId, tx: Tx, item: FlaggedItemRow, record: Heard) {
  const fresh = refreshed(item, record)
  const sleeps = isSnoozed(item, item.now)
  // Its campaign became known without anything having happened: no reason to wake, and its clock stands still.
  if (sleeps && !record.hasNews) return
  if (sleeps) await updateItem(organizationId, tx, fresh, { action: 'item-woken', why: { cause: 'event' } })
  else if (fresh.dueAt?.getTime() !== item.dueAt?.getTime())
    // With a version of its own: an undo, or a snooze worked out before, must not bring the old time back.
    await updateItem(organizationId, tx, fresh, { action: 'item-due-moved', why: { cause: 'event' } })
}

const keysOf = ({ flags }: RecordNews) => flags.map(({ key }) => key)

async function save(organizationId: OrganizationId, tx: Tx, { item, effect }: FlagResult, flags: Flag[]) {
  const entry = { action: audited[effect], why: { eventIds: flags.map(({ key }) => key) } }
  if (effect === 'opened') await insertItem(organizationId, tx, item, entry)
  else {
    const reviewer = effect === 'returned' ? await activeResolver(organizationId, tx, item.resolutionId) : undefined
    // Who decided before knows the candidate; undefined = leave it with whom it was handed to.
    const forWhom = reviewer === undefined ? {} : { preferredMemberId: reviewer, preferredRole: null }
    await updateItem(organizationId, tx, { ...item, ...forWhom }, entry)
  }
  await insertFlags(
    organizationId,
    tx,
    flags.map(({ key, flaggedAt, reason }) => ({
      ...{ id: newId(), reviewItemId: item.id, eventId: key },
      ...{ flaggedAt, reason },
    })),
  )
}
