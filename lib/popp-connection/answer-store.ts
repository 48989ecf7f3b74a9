import { db } from '@/lib/platform/db'
import { lowestId, newId } from '@/lib/platform/ids'
import type { OrganizationId } from '@/lib/platform/tenant'

/** Newest answers kept of each call about one conversation, and of each call about none. */
const KEPT_PER_RECORD = 5
const KEPT_PER_CALL = 50

export interface NewAnswer {
  /** The call's name in the table of paths, with `/next` when it asked for a later page. */
  call: string
  recordKey: string | null
  status: number
  body: Uint8Array
}

/**
 * Keeps an answer of Popp's as it came, and drops those of the same call and record that are too many by now. The newest
 * success stays, however many failures follow it: it is what is shown while Popp's API is away.
 */
export async function keepAnswer(organizationId: OrganizationId, answer: NewAnswer): Promise<void> {
  const { call, recordKey, status, body } = answer
  const keptBefore = (recordKey === null ? KEPT_PER_CALL : KEPT_PER_RECORD) - 1
  await db().$executeRaw`
    WITH trimmed AS (
      DELETE FROM popp_answers WHERE organization_id = ${organizationId}::uuid AND id IN (
        SELECT id FROM popp_answers WHERE organization_id = ${organizationId}::uuid AND call = ${call}
          AND record_key IS NOT DISTINCT FROM ${recordKey}::text
        ORDER BY id DESC OFFSET ${keptBefore})
      AND id IS DISTINCT FROM (
        SELECT id FROM popp_answers WHERE organization_id = ${organizationId}::uuid AND call = ${call}
          AND record_key IS NOT DISTINCT FROM ${recordKey}::text AND status BETWEEN 200 AND 299
        ORDER BY id DESC LIMIT 1)
    )
    INSERT INTO popp_answers (organization_id, id, call, record_key, at, status, body)
    VALUES (${organizationId}::uuid, ${newId()}::uuid, ${call}, ${recordKey}, clock_timestamp(), ${status}, ${body})`
}

/** The newest successful answer of a call about a conversation; null = none was kept. */
export const findNewestAnswer = (organizationId: OrganizationId, recordKey: string, call: string) =>
  db().poppAnswer.findFirst({
    where: { organizationId, recordKey, call, status: { gte: 200, lt: 300 } },
    orderBy: { id: 'desc' },
    select: { at: true, body: true },
  })

/** Deletes up to `limit` answers of before that time, but none about a conversation that still waits for a decision. @returns how many */
export const forgetAnswers = (organizationId: OrganizationId, before: Date, limit: number): Promise<number> =>
  db().$executeRaw`
    WITH old AS (
      SELECT a.organization_id, a.id FROM popp_answers a
      WHERE a.organization_id = ${organizationId}::uuid AND a.id < ${lowestId(before.getTime())}::uuid
        AND NOT EXISTS (SELECT FROM review_items i WHERE i.organization_id = a.organization_id
          AND i.record_key = a.record_key AND i.state = 'open')
      LIMIT ${limit}::int FOR UPDATE SKIP LOCKED
    )
    DELETE FROM popp_answers a USING old WHERE a.organization_id = old.organization_id AND a.id = old.id`
