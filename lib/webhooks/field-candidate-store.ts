import type { Tx } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import { Prisma } from '@/prisma/generated/client'

/** The events that have one of these keys, in no order. */
export const candidatesQuery = (organizationId: OrganizationId, keys: readonly bigint[], limit: number) => Prisma.sql`
  SELECT event_id AS id FROM event_fields
  WHERE organization_id = ${organizationId}::uuid AND keys && ${keys.map(String)}::text[]::bigint[]
  LIMIT ${limit}`

/**
 * Leaves the planner nothing but bitmaps for the rest of a transaction: the index of the keys. How many events have a key
 * is unknown to it, and where it guesses too many it reads them all until it has found enough, which is never.
 */
export const onlyByBitmap = (tx: Tx) => tx.$queryRaw`
  SELECT set_config(name, 'off', true)::text FROM unnest(ARRAY['enable_seqscan', 'enable_indexscan', 'enable_indexonlyscan']) name`

export async function listCandidates(organizationId: OrganizationId, tx: Tx, keys: readonly bigint[], limit: number) {
  await onlyByBitmap(tx)
  const rows = await tx.$queryRaw<{ id: string }[]>(candidatesQuery(organizationId, keys, limit))
  return rows.map(({ id }) => id)
}
