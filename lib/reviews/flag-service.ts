import { appendAudit } from '@/lib/audit/store'
import type { Flag } from '@/lib/conversations/domain-flags'
import type { Tx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import type { OrganizationId } from '@/lib/platform/tenant'
import { type FlaggedItemRow, insertFlags, insertItem, knownFlags, lockItems, updateFlaggedItem } from './flag-store'
import { applyFlags, type FlagResult } from './flags'

const audited = { opened: 'item-opened', returned: 'item-returned', 'flagged-again': 'item-flagged-again' } as const

/**
 * Opens or re-opens review items for the flags among these that were never applied, inside the caller's transaction.
 * The caller holds the records' locks, so a flag is judged once.
 */
export async function raiseFlags(
  organizationId: OrganizationId,
  tx: Tx,
  records: { recordKey: string; flags: Flag[] }[],
) {
  const all = records.flatMap(({ flags }) => flags.map(({ key }) => key))
  if (all.length === 0) return
  const known = await knownFlags(organizationId, tx, all)
  const news = records
    .map(({ recordKey, flags }) => ({ recordKey, flags: flags.filter(({ key }) => !known.has(key)) }))
    .filter(({ flags }) => flags.length > 0)
  if (news.length === 0) return
  const rows = await lockItems(
    organizationId,
    tx,
    news.map(({ recordKey }) => recordKey),
  )
  const items = new Map<string, FlaggedItemRow>(rows.map((row) => [row.recordKey, row]))
  for (const { recordKey, flags } of news) {
    const result = applyFlags(items.get(recordKey) ?? null, recordKey, flags, newId)
    await save(organizationId, tx, result, flags)
  }
}

async function save(organizationId: OrganizationId, tx: Tx, { item, effect }: FlagResult, flags: Flag[]) {
  await (effect === 'opened' ? insertItem : updateFlaggedItem)(organizationId, tx, item)
  await insertFlags(
    organizationId,
    tx,
    flags.map(({ key, flaggedAt, reason }) => ({
      id: newId(),
      reviewItemId: item.id,
      eventId: key,
      flaggedAt,
      reason,
    })),
  )
  await appendAudit(organizationId, tx, {
    memberId: null,
    action: audited[effect],
    subjectType: 'review-item',
    subjectId: item.id,
    facts: { eventIds: flags.map(({ key }) => key) },
  })
}
