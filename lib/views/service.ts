import type { SignedInMember } from '@/lib/members/domain'
import { mayChangeOwned } from '@/lib/members/permissions-owned'
import { publish } from '@/lib/platform/live'
import { storableText } from '@/lib/popp/envelope'
import { parseView, viewSearch } from '@/lib/reviews/filter'
import { countViewItems } from '@/lib/reviews/service'
import { type ChangeViewRequest, type CreateViewRequest, type SavedView, VIEW_NAME_MAX } from './schema'
import { deleteView, findView, insertView, listViewRows, updateView, type ViewRow } from './store'

export type ViewResult<T> = { ok: true; value: T } | { ok: false; reason: 'not-found' | 'not-yours' | 'too-many' }

/** The member's own views and the shared ones, each with the number of items that it shows her now. */
export async function listViews(member: SignedInMember): Promise<SavedView[]> {
  return withCounts(member, await listViewRows(member))
}

export async function createView(member: SignedInMember, request: CreateViewRequest): Promise<ViewResult<SavedView>> {
  const row = await insertView(member, { ...request, ...storable(request) })
  return row ? changed(member, row) : { ok: false, reason: 'too-many' }
}

/** Renames, shares, takes back for its creator alone, or gives it another query. */
export async function changeView(
  member: SignedInMember,
  id: string,
  request: ChangeViewRequest,
): Promise<ViewResult<SavedView>> {
  const row = await updateView(member, id, { ...request, ...storable(request) })
  return row ? changed(member, row) : whyNot(member, id)
}

export async function removeView(member: SignedInMember, id: string): Promise<ViewResult<{ id: string }>> {
  if (!(await deleteView(member, id))) return whyNot(member, id)
  publish(member.organizationId, 'views')
  return { ok: true, value: { id } }
}

/** A query is stored as the inbox itself would write it: what is no view of it is dropped. */
const storable = <R extends ChangeViewRequest>({ name, query }: R) => ({
  ...(name !== undefined && { name: storableText(name, VIEW_NAME_MAX) }),
  ...(query !== undefined && { query: viewSearch(parseView(query)) }),
})

async function changed(member: SignedInMember, row: ViewRow): Promise<ViewResult<SavedView>> {
  publish(member.organizationId, 'views')
  const [view] = await withCounts(member, [row])
  return { ok: true, value: view! }
}

/** What a member may see but not change is another's; what she may not see is not there. */
async function whyNot(member: SignedInMember, id: string): Promise<ViewResult<never>> {
  return { ok: false, reason: (await findView(member, id)) ? 'not-yours' : 'not-found' }
}

async function withCounts(member: SignedInMember, rows: ViewRow[]): Promise<SavedView[]> {
  const counts = await countViewItems(
    member,
    rows.map(({ query }) => parseView(query)),
  )
  return rows.map((row, n) => ({
    id: row.id,
    name: row.name,
    query: row.query,
    shared: row.shared,
    createdBy: { memberId: row.createdById, name: row.createdByName ?? 'A former member' },
    mayChange: mayChangeOwned(member, row),
    count: counts[n]!,
  }))
}
