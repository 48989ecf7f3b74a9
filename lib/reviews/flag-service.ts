import type { Flag } from '@/lib/conversations/domain-flags'
import type { ReplacedFlag } from '@/lib/conversations/domain-recovered-flag'
import { dueRules } from '@/lib/organizations/review-settings-service'
import type { Tx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import type { OrganizationId } from '@/lib/platform/tenant'
import { isSnoozed } from './domain'
import { type FlagNews, flagNews } from './flag-news'
import {
  activeResolver,
  deleteFlags,
  type FlaggedItemRow,
  insertFlags,
  insertItem,
  knownFlags,
  lockItems,
  rewriteItem,
  updateItem,
} from './flag-store'
import { applyFlags, type FlaggedRecord, type FlagResult, refreshed, withReplaced } from './flags'

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
  /** Recovered flags that are none any more. */
  replacedFlags: ReplacedFlag[]
  /** Ids of the events that were never applied before: a replay wakes nobody. */
  news: string[]
}

/**
 * Opens or returns review items for the flags among these that were never applied, and wakes the snoozed items of records
 * with news, inside the caller's transaction. The caller holds the records' locks, so a flag is judged once. Whoever
 * snoozes while this commits has seen the desk of that moment: her item sleeps on.
 */
export async function raiseFlags(organizationId: OrganizationId, tx: Tx, records: readonly RecordNews[]) {
  const known = await knownFlags(organizationId, tx, records.flatMap(keysOf))
  const news = records.map((record) => ({ ...record, ...flagNews(record, known) }))
  const keysWhere = (holds: (record: Heard & FlagNews) => boolean) => news.filter(holds).map((each) => each.recordKey)
  const flagged = keysWhere(({ added, replaced }) => added.length + replaced.length > 0)
  const heard = keysWhere(({ hasNews }) => hasNews)
  const moved = keysWhere((record) => record.formerCampaign !== undefined && record.formerCampaign !== record.campaign)
  // All in one statement, by id: two of these, or this and a member's command, cannot wait for each other in a circle.
  const rows = await lockItems(organizationId, tx, { flagged, heard, moved })
  if (flagged.length === 0 && rows.length === 0) return
  const rules = await dueRules(organizationId, tx)
  const items = new Map(rows.map((row) => [row.recordKey, row]))
  for (const each of news) {
    const record = { ...each, rules }
    const found = items.get(record.recordKey) ?? null
    const item = found && each.replaced.length > 0 ? await replace(organizationId, tx, found, record) : found
    const { added } = each
    if (added.length > 0) await save(organizationId, tx, applyFlags(item, record, added, newId), added)
    else if (item) await refresh(organizationId, tx, item, record)
  }
}

type Heard = Omit<FlaggedRecord, 'rules'> & Pick<FlagNews, 'hasNews'>

async function replace(organizationId: OrganizationId, tx: Tx, item: FlaggedItemRow, record: FlaggedRecord & FlagNews) {
  const { replacing, replaced, rules } = record
  const right = withReplaced(item, rules, record)
  const why = { eventIds: replacing.map(({ key }) => key), replaced }
  await rewriteItem(organizationId, tx, right, { action: 'item-flag-replaced', why })
  await deleteFlags(organizationId, tx, replaced)
  await insertFlags(organizationId, tx, replacing.map(rowOf(item)))
  return right
}

async function refresh(organizationId: OrganizationId, tx: Tx, item: FlaggedItemRow, record: Heard & FlaggedRecord) {
  const fresh = refreshed(item, record)
  const sleeps = isSnoozed(item, item.now)
  // Its campaign became known without anything having happened: no reason to wake, and its clock stands still.
  if (sleeps && !record.hasNews) return
  if (sleeps) await updateItem(organizationId, tx, fresh, { action: 'item-woken', why: { cause: 'event' } })
  else if (fresh.dueAt?.getTime() !== item.dueAt?.getTime())
    // With a version of its own: an undo, or a snooze worked out before, must not bring the old time back.
    await updateItem(organizationId, tx, fresh, { action: 'item-due-moved', why: { cause: 'event' } })
}

const keysOf = ({ flags, replacedFlags }: RecordNews) => [...flags, ...replacedFlags].map(({ key }) => key)

const rowOf =
  ({ id }: FlaggedItemRow) =>
  ({ key, flaggedAt, reason }: Flag) => ({ id: newId(), reviewItemId: id, eventId: key, flaggedAt, reason })

async function save(organizationId: OrganizationId, tx: Tx, { item, effect }: FlagResult, flags: Flag[]) {
  const entry = { action: audited[effect], why: { eventIds: flags.map(({ key }) => key) } }
  if (effect === 'opened') await insertItem(organizationId, tx, item, entry)
  else {
    const reviewer = effect === 'returned' ? await activeResolver(organizationId, tx, item.resolutionId) : undefined
    // Who decided before knows the candidate; undefined = leave it with whom it was handed to.
    const forWhom = reviewer === undefined ? {} : { preferredMemberId: reviewer, preferredRole: null }
    await updateItem(organizationId, tx, { ...item, ...forWhom }, entry)
  }
  await insertFlags(organizationId, tx, flags.map(rowOf(item)))
}
