import { auditOfChanged } from '@/lib/audit/store'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { prepared } from '@/lib/platform/prepared'
import type { OrganizationId } from '@/lib/platform/tenant'
import { Prisma } from '@/prisma/generated/client'

const { sql } = Prisma

/** As many as a page shows. */
const NOTES_MAX = 500

export interface NoteRow {
  id: string
  at: Date
  authorName: string | null
  body: string
}

/** Oldest first; of more than `NOTES_MAX` the newest. */
export async function listNotes(organizationId: OrganizationId, recordKey: string): Promise<NoteRow[]> {
  const rows = await db().$queryRaw<NoteRow[]>(sql`
    ${prepared} SELECT n.id, n.created_at AS at, u.name AS "authorName", n.body FROM notes n
    LEFT JOIN members m ON m.organization_id = n.organization_id AND m.id = n.member_id
    LEFT JOIN users u ON u.id = m.user_id
    WHERE n.organization_id = ${organizationId}::uuid AND n.record_key = ${recordKey}
    ORDER BY n.created_at DESC, n.id DESC LIMIT ${NOTES_MAX}`)
  return rows.reverse()
}

/** Note and audit entry in one statement. Null = there is no such conversation. */
export async function insertNote(
  actor: { organizationId: OrganizationId; memberId: string },
  recordKey: string,
  body: string,
): Promise<{ id: string; at: Date } | null> {
  const audit = auditOfChanged(actor.organizationId, {
    memberId: actor.memberId,
    action: 'note-added',
    subjectType: 'conversation',
    subjectId: sql`record_key`,
    facts: sql`jsonb_build_object('noteId', id)`,
  })
  const rows = await db().$queryRaw<{ id: string; at: Date }[]>(sql`
    ${prepared} WITH changed AS (
      INSERT INTO notes (organization_id, id, record_key, member_id, body, created_at)
      SELECT organization_id, ${newId()}::uuid, record_key, ${actor.memberId}::uuid, ${body}, clock_timestamp()
      FROM conversations WHERE organization_id = ${actor.organizationId}::uuid AND record_key = ${recordKey}
      RETURNING *
    ), audited AS (${audit})
    SELECT id, created_at AS at FROM changed`)
  return rows[0] ?? null
}
