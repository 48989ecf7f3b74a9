import { getConversation } from '@/lib/conversations/service'
import type { SignedInMember } from '@/lib/members/domain'
import { encodeCursor } from '@/lib/platform/http/cursor'
import { isUuid } from '@/lib/platform/ids'
import { SELECTION_MAX, type SeenItem } from './bulk-schema'
import { cursorColumns, decodeInboxCursor, type InboxListQuery, orderOf } from './cursor'
import { readFacets } from './facet-store'
import type { InboxView } from './filter'
import { type CountsRow, countViews, matchingItems, readCounts, readInbox } from './inbox-store'
import { toItem } from './item'
import type { InboxCounts, InboxFacets, InboxPage, InboxTab, ReviewItemDetail } from './schema'
import { findItem } from './store'

/** A page of one view with the counts of the same moment. `query` has been checked by `checkedInboxQuery`. */
export async function listInbox(member: SignedInMember, query: InboxListQuery): Promise<InboxPage> {
  const { tab, cursor, limit, ...filter } = query
  const order = orderOf(tab, filter.sort)
  const after = cursor ? decodeInboxCursor(cursor, order) : null
  const { counts, matching, rows } = await readInbox(member, { tab, filter }, after, limit + 1)
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return {
    rows: page.map(toItem),
    nextCursor: last ? encodeCursor(cursorColumns(order, { keys: last.sortKeys, id: last.id })) : null,
    counts: toCounts(counts),
    matching,
  }
}

/** All that a view shows now, in its order, up to `SELECTION_MAX`; `more` = it shows more than that. */
export async function listSelection(
  member: SignedInMember,
  view: InboxView,
): Promise<{ items: SeenItem[]; more: boolean }> {
  const items = await matchingItems(member, view, SELECTION_MAX + 1)
  return { items: items.slice(0, SELECTION_MAX), more: items.length > SELECTION_MAX }
}

/** How many items each of the views shows to the member now, counted to 1,001; in their order. */
export const countViewItems = (member: SignedInMember, views: readonly InboxView[]): Promise<number[]> =>
  countViews(member, views)

/** What there is to filter a tab by, the most frequent first. */
export const listFacets = (member: SignedInMember, tab: InboxTab): Promise<InboxFacets> => readFacets(member, tab)

/** The item, its conversation and the clock that its lease is judged by. Null = unknown or another organization's. */
export async function getReviewItem(member: SignedInMember, id: string): Promise<ReviewItemDetail | null> {
  const row = isUuid(id) ? await findItem(member.organizationId, id) : null
  const conversation = row && (await getConversation(member, row.recordKey))
  return conversation && { item: toItem(row), conversation, now: row.now.toISOString() }
}

export const countsOf = async (member: SignedInMember): Promise<InboxCounts> => toCounts(await readCounts(member))

const toCounts = (row: CountsRow): InboxCounts => ({
  free: row.free,
  heldByMe: row.heldByMe,
  heldByOthers: row.heldByOthers,
  othersUntil: row.othersUntil?.toISOString() ?? null,
  snoozed: row.snoozed,
  snoozedUntil: row.wakesAt?.toISOString() ?? null,
  overdue: row.overdue,
  resolved: row.resolved,
})
