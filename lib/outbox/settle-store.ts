import { db } from '@/lib/platform/db'
import { type OrganizationId, vouchedOrganizationId } from '@/lib/platform/tenant'

/** Looked for again after as long as it has been unclear already, at least so long. */
const PAUSE_SECONDS = 5
const GIVE_UP_MINUTES = 60

export interface UnclearReply {
  organizationId: OrganizationId
  id: string
  kind: 'reply'
  recordKey: string
  payload: Uint8Array
  createdAt: Date
  error: string | null
}

/** Takes unclear replies that are due to be looked for, over all organizations; the next look is later each time. */
export async function takeUnclearReplies(limit: number): Promise<UnclearReply[]> {
  const rows = await db().$queryRaw<(Omit<UnclearReply, 'organizationId'> & { organizationId: string })[]>`
    WITH due AS (
      SELECT organization_id, id FROM outward_calls
      WHERE state = 'unclear' AND kind = 'reply' AND payload IS NOT NULL AND due_at <= now()
        AND finished_at > now() - make_interval(mins => ${GIVE_UP_MINUTES}::int)
      ORDER BY due_at LIMIT ${limit}::int FOR UPDATE SKIP LOCKED
    )
    UPDATE outward_calls c
    SET due_at = now() + greatest(now() - c.finished_at, make_interval(secs => ${PAUSE_SECONDS}::int))
    FROM due WHERE c.organization_id = due.organization_id AND c.id = due.id
    RETURNING c.organization_id AS "organizationId", c.id, c.kind, c.record_key AS "recordKey", c.payload,
      c.created_at AS "createdAt", c.error`
  return rows.map((row) => ({ ...row, organizationId: vouchedOrganizationId(row.organizationId) }))
}
