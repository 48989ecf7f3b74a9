import type { Tx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import type { OrganizationId } from '@/lib/platform/tenant'
import { Prisma } from '@/prisma/generated/client'
import { sealPayload } from './payload'
import type { OutwardKind } from './schema'

const { sql, join } = Prisma

export interface NewCall {
  kind: OutwardKind
  /** Twice under one key in an organization is once. */
  dedupeKey: string
  recordKey?: string | null
  reviewItemId?: string | null
  issueId?: string | null
  actionId?: string | null
  /** Who caused it; null = the product itself. */
  memberId?: string | null
  /** Words; encrypted at rest. */
  payload?: string | null
  /** On the database's clock. */
  dueInSeconds?: number
}

/**
 * Writes down what is to be done outside, in the transaction that wants it: both commit or neither. Calls of one
 * conversation leave in the order given here, after those that were written before.
 * @returns how many are new
 */
export async function enqueueCalls(organizationId: OrganizationId, tx: Tx, calls: readonly NewCall[]): Promise<number> {
  if (calls.length === 0) return 0
  return tx.$executeRaw(sql`
    INSERT INTO outward_calls (organization_id, id, kind, record_key, review_item_id, issue_id, action_id, member_id,
      payload, dedupe_key, created_at, due_at)
    VALUES ${join(calls.map((call, place) => row(organizationId, call, place)))}
    ON CONFLICT DO NOTHING`)
}

// `clock_timestamp()`: two statements of one transaction are one after the other, and order is by this time.
const row = (organizationId: OrganizationId, call: NewCall, place: number) => {
  const { recordKey = null, reviewItemId = null, issueId = null, actionId = null, memberId = null, payload } = call
  return sql`(${organizationId}::uuid, ${newId()}::uuid, ${call.kind}, ${recordKey}, ${reviewItemId}::uuid,
    ${issueId}::uuid, ${actionId}::uuid, ${memberId}::uuid, ${payload ? sealPayload(payload) : null}::bytea,
    ${call.dedupeKey}, clock_timestamp() + ${place} * interval '1 microsecond',
    clock_timestamp() + make_interval(secs => ${call.dueInSeconds ?? 0}::double precision))`
}
