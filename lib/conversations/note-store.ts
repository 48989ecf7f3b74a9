import type { AuditAction } from '@/lib/audit/schema'
import { auditOfChanged } from '@/lib/audit/store'
import { notifications } from '@/lib/notifications/notify-store'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { prepared } from '@/lib/platform/prepared'
import type { OrganizationId } from '@/lib/platform/tenant'
import { Prisma } from '@/prisma/generated/client'
import { NOTE_REMOVABLE_MINUTES } from './schema'

const { sql } = Prisma

/** As many as a page shows. */
const NOTES_MAX = 500

interface Author {
  organizationId: OrganizationId
  memberId: string
}

/** The note `id` of one conversation. */
export interface NotePlace {
  recordKey: string
  id: string
}

/** What somebody writes, and the ids that it names: members or not, the statements decide. */
export interface NoteText {
  body: string
  named: string[]
}

export interface NoteRow {
  id: string
  recordKey: string
  at: Date
  editedAt: Date | null
  authorId: string
  authorName: string | null
  body: string
  mentions: { memberId: string; name: string }[]
}

/** What a statement did: the note as it now is, and whether somebody was told of it. */
export type WrittenNote = NoteRow & { told: boolean }

/** `from` = `notes` or a common table of its rows. */
const selectNotes = (from: Prisma.Sql, more = Prisma.empty) => sql`
  SELECT n.id, n.record_key AS "recordKey", n.created_at AS at, n.edited_at AS "editedAt", n.member_id AS "authorId",
    author.name AS "authorName", n.body, coalesce(mentioned.members, '[]') AS mentions ${more}
  FROM ${from} n
  LEFT JOIN members m ON m.organization_id = n.organization_id AND m.id = n.member_id
  LEFT JOIN users author ON author.id = m.user_id
  LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('memberId', mm.id, 'name', mu.name) ORDER BY array_position(n.mentions, mm.id)) AS members
    FROM members mm JOIN users mu ON mu.id = mm.user_id
    WHERE mm.organization_id = n.organization_id AND mm.id = ANY(n.mentions)
  ) mentioned ON cardinality(n.mentions) > 0`

/** Oldest first; of more than `NOTES_MAX` the newest. */
export async function listNotes(organizationId: OrganizationId, recordKey: string): Promise<NoteRow[]> {
  const rows = await db().$queryRaw<NoteRow[]>(sql`
    ${prepared} ${selectNotes(sql`notes`)}
    WHERE n.organization_id = ${organizationId}::uuid AND n.record_key = ${recordKey}
    ORDER BY n.created_at DESC, n.id DESC LIMIT ${NOTES_MAX}`)
  return rows.reverse()
}

/** Null = there is no such note in that conversation. */
export const findNote = async (organizationId: OrganizationId, place: NotePlace): Promise<NoteRow | null> =>
  first(
    db().$queryRaw<NoteRow[]>(sql`
      ${prepared} ${selectNotes(sql`notes`)} WHERE n.organization_id = ${organizationId}::uuid
        AND n.record_key = ${place.recordKey} AND n.id = ${place.id}::uuid`),
  )

/** The note that was written under this key, with the words that it had then. */
export const findKeyedNote = async ({ organizationId, memberId }: Author, key: string) =>
  first(
    db().$queryRaw<(NoteRow & { firstBody: string })[]>(sql`
      ${prepared} ${selectNotes(
        sql`notes`,
        sql`, coalesce((SELECT v.body FROM note_versions v WHERE v.organization_id = n.organization_id
          AND v.note_id = n.id ORDER BY v.replaced_at, v.id LIMIT 1), n.body) AS "firstBody"`,
      )}
      WHERE n.organization_id = ${organizationId}::uuid AND n.member_id = ${memberId}::uuid AND n.idempotency_key = ${key}`),
  )

/**
 * Note, audit entry and one notification for each member that it names, in one statement. Null = there is no such
 * conversation, or the key was used before.
 */
export const insertNote = async (author: Author, recordKey: string, text: NoteText & { key: string | null }) =>
  first(
    db().$queryRaw<WrittenNote[]>(sql`
      ${prepared} WITH changed AS (
        INSERT INTO notes (organization_id, id, record_key, member_id, body, created_at, mentions, idempotency_key)
        SELECT organization_id, ${newId()}::uuid, record_key, ${author.memberId}::uuid, ${text.body}, clock_timestamp(),
          ${activeAmong(author, text.named)}, ${text.key}
        FROM conversations WHERE organization_id = ${author.organizationId}::uuid AND record_key = ${recordKey}
        ON CONFLICT (organization_id, member_id, idempotency_key) DO NOTHING RETURNING *
      ), ${auditedAndTold(author, 'note-added', text.named)}
      ${selectNotes(sql`changed`, wasTold)}`),
  )

/**
 * New words for the author's own note; the old ones go to its versions in the same statement. Who is named for the first
 * time is told, nobody is told twice. Null = it is not hers, not there, or says this already.
 */
export const updateNote = async (author: Author, { recordKey, id }: NotePlace, text: NoteText) =>
  first(
    db().$queryRaw<WrittenNote[]>(sql`
      ${prepared} WITH before AS (
        SELECT * FROM notes WHERE organization_id = ${author.organizationId}::uuid AND id = ${id}::uuid
          AND record_key = ${recordKey} AND member_id = ${author.memberId}::uuid FOR UPDATE
      ), changed AS (
        UPDATE notes n SET body = ${text.body}, edited_at = clock_timestamp(),
          mentions = ${activeAmong(author, text.named, sql`before.mentions`)}
        FROM before WHERE n.organization_id = before.organization_id AND n.id = before.id AND before.body <> ${text.body}
        RETURNING n.*
      ), kept AS (
        INSERT INTO note_versions (organization_id, id, note_id, body, replaced_at)
        SELECT before.organization_id, ${newId()}::uuid, before.id, before.body, changed.edited_at
        FROM before JOIN changed ON changed.id = before.id
      ), ${auditedAndTold(author, 'note-edited', text.named)}
      ${selectNotes(sql`changed`, wasTold)}`),
  )

/** Takes back the author's own young note, with its versions and what was told of it. False = not hers, there or young. */
export async function deleteNote(author: Author, { recordKey, id }: NotePlace): Promise<boolean> {
  const rows = await db().$queryRaw<unknown[]>(sql`
    ${prepared} WITH changed AS (
      DELETE FROM notes WHERE organization_id = ${author.organizationId}::uuid AND id = ${id}::uuid
        AND record_key = ${recordKey} AND member_id = ${author.memberId}::uuid
        AND created_at > clock_timestamp() - make_interval(mins => ${NOTE_REMOVABLE_MINUTES}::int)
      RETURNING *
    ), untold AS (
      DELETE FROM notifications t USING changed WHERE t.organization_id = changed.organization_id AND t.note_id = changed.id
    ), audited AS (${auditOf(author, 'note-removed')})
    SELECT id FROM changed`)
  return rows.length > 0
}

export interface VersionRow {
  id: string
  body: string
  replacedAt: Date
}

/** What the note said before, oldest first; of more than `limit` the newest. */
export async function listVersions(
  organizationId: OrganizationId,
  noteId: string,
  limit: number,
): Promise<VersionRow[]> {
  const rows = await db().$queryRaw<VersionRow[]>(sql`
    SELECT id, body, replaced_at AS "replacedAt" FROM note_versions
    WHERE organization_id = ${organizationId}::uuid AND note_id = ${noteId}::uuid
    ORDER BY replaced_at DESC, id DESC LIMIT ${limit}::int`)
  return rows.reverse()
}

/** Of the named ids those of active members here, and those in `kept` also when they have left since. */
const activeAmong = ({ organizationId }: Author, named: string[], kept = sql`ARRAY[]::uuid[]`) => sql`ARRAY(
  SELECT m.id FROM members m JOIN users u ON u.id = m.user_id
  WHERE m.organization_id = ${organizationId}::uuid AND m.id = ANY(${named}::uuid[])
    AND (m.id = ANY(${kept}) OR (m.deactivated_at IS NULL AND u.disabled_at IS NULL))
  ORDER BY array_position(${named}::uuid[], m.id))`

function auditedAndTold(author: Author, action: AuditAction, named: string[]): Prisma.Sql {
  const mentioned = sql`
    SELECT wanted.id, wanted.member_id, changed.record_key, i.id AS review_item_id, changed.id AS note_id
    FROM changed
    JOIN unnest(${named.map(() => newId())}::uuid[], ${named}::uuid[]) wanted (id, member_id)
      ON wanted.member_id = ANY(changed.mentions)
    LEFT JOIN review_items i ON i.organization_id = changed.organization_id AND i.record_key = changed.record_key
    WHERE NOT EXISTS (
      SELECT FROM notifications t WHERE t.organization_id = changed.organization_id
        AND t.member_id = wanted.member_id AND t.note_id = changed.id AND t.kind = 'mentioned')`
  const told = notifications(author.organizationId, { kind: 'mentioned', actorId: author.memberId, rows: mentioned })
  return sql`audited AS (${auditOf(author, action)}), told AS (${told} RETURNING id)`
}

const wasTold = sql`, EXISTS (SELECT FROM told) AS told`

const auditOf = ({ organizationId, memberId }: Author, action: AuditAction) =>
  auditOfChanged(organizationId, {
    ...{ memberId, action, subjectType: 'conversation' },
    subjectId: sql`record_key`,
    facts: sql`jsonb_build_object('noteId', id)`,
  })

const first = async <Row>(rows: Promise<Row[]>): Promise<Row | null> => (await rows)[0] ?? null
