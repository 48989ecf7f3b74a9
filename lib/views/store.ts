import type { SignedInMember } from '@/lib/members/domain'
import { db, transaction } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { prepared } from '@/lib/platform/prepared'
import { Prisma } from '@/prisma/generated/client'
import { type CreateViewRequest, VIEWS_PER_MEMBER_MAX } from './schema'

const { sql, empty } = Prisma

/** More than anybody reads: the personal ones first, then the newest shared. */
const LIST_MAX = 200

export interface ViewRow {
  id: string
  name: string
  query: string
  shared: boolean
  createdById: string
  createdByName: string | null
}

type Viewer = Pick<SignedInMember, 'organizationId' | 'memberId' | 'role'>

const columns = sql`v.id, v.name, v.query, v.owner_id IS NULL AS shared, v.created_by_id AS "createdById",
  u.name AS "createdByName"`
const joins = sql`LEFT JOIN members m ON m.organization_id = v.organization_id AND m.id = v.created_by_id
  LEFT JOIN users u ON u.id = m.user_id`

// `mayChangeOwned` says the second in words.
const isSeenBy = ({ organizationId, memberId }: Viewer) =>
  sql`v.organization_id = ${organizationId}::uuid AND (v.owner_id IS NULL OR v.owner_id = ${memberId}::uuid)`
const isChangedBy = (viewer: Viewer) => sql`${isSeenBy(viewer)} AND (v.created_by_id = ${viewer.memberId}::uuid
  OR (v.owner_id IS NULL AND ${viewer.role === 'admin'}::boolean))`

/** The member's own and the shared ones; personal ones first, each in the order in which they were made. */
export async function listViewRows(viewer: Viewer): Promise<ViewRow[]> {
  return db().$queryRaw<ViewRow[]>(sql`
    ${prepared} SELECT ${columns} FROM saved_views v ${joins} WHERE ${isSeenBy(viewer)}
    ORDER BY v.owner_id IS NULL, v.id LIMIT ${LIST_MAX}`)
}

/** Null = there is no such view for this member. */
export async function findView(viewer: Viewer, id: string): Promise<ViewRow | null> {
  const rows = await db().$queryRaw<ViewRow[]>(sql`
    ${prepared} SELECT ${columns} FROM saved_views v ${joins} WHERE ${isSeenBy(viewer)} AND v.id = ${id}::uuid`)
  return rows[0] ?? null
}

/** Null = the member has as many as may be. The lock on her row lets her other requests wait, so that none is one too many. */
export const insertView = (viewer: Viewer, { name, query, shared }: CreateViewRequest): Promise<ViewRow | null> =>
  transaction(async (tx) => {
    const { organizationId, memberId } = viewer
    await tx.$queryRaw(sql`SELECT id FROM members WHERE organization_id = ${organizationId}::uuid
      AND id = ${memberId}::uuid FOR NO KEY UPDATE`)
    const rows = await tx.$queryRaw<ViewRow[]>(sql`
      WITH made AS (
        INSERT INTO saved_views (organization_id, id, owner_id, created_by_id, name, query)
        SELECT ${organizationId}::uuid, ${newId()}::uuid, ${shared ? null : memberId}::uuid, ${memberId}::uuid, ${name}, ${query}
        WHERE (SELECT count(*) FROM saved_views WHERE organization_id = ${organizationId}::uuid
          AND created_by_id = ${memberId}::uuid) < ${VIEWS_PER_MEMBER_MAX}
        RETURNING *)
      SELECT ${columns} FROM made v ${joins}`)
    return rows[0] ?? null
  })

/** Null = it is not there, or not hers to change: nothing was changed. */
export async function updateView(
  viewer: Viewer,
  id: string,
  { name, query, shared }: Partial<CreateViewRequest>,
): Promise<ViewRow | null> {
  const owner = shared === undefined ? empty : sql`, owner_id = ${shared ? sql`NULL` : sql`created_by_id`}`
  const rows = await db().$queryRaw<ViewRow[]>(sql`
    WITH changed AS (
      UPDATE saved_views v SET name = coalesce(${name ?? null}, name), query = coalesce(${query ?? null}, query)${owner}
      WHERE ${isChangedBy(viewer)} AND v.id = ${id}::uuid RETURNING v.*)
    SELECT ${columns} FROM changed v ${joins}`)
  return rows[0] ?? null
}

/** False = it is not there, or not hers to remove. */
export const deleteView = async (viewer: Viewer, id: string): Promise<boolean> =>
  (await db().$executeRaw(sql`DELETE FROM saved_views v WHERE ${isChangedBy(viewer)} AND v.id = ${id}::uuid`)) === 1
