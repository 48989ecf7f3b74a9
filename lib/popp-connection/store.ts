import type { Tx } from '@/lib/platform/db'
import { prepared } from '@/lib/platform/prepared'
import type { OrganizationId } from '@/lib/platform/tenant'
import { Prisma } from '@/prisma/generated/client'

const { sql } = Prisma

/** Of an organization that never saved one, everything but its Popp id is null. */
export interface ConnectionRow {
  poppOrganizationId: string
  version: number | null
  baseUrl: string | null
  keyCiphertext: Uint8Array | null
  /** As it was saved: read by `fitsCall`. */
  paths: Record<string, string> | null
  fetchDetails: boolean | null
  takeOverOnClaim: boolean | null
  handBackOnResolve: boolean | null
  reconcileEveryMinutes: number | null
}

/** Read whenever it is needed, by its key: a key that was taken out works nowhere from then on. */
export async function findConnection(organizationId: OrganizationId, tx: Tx): Promise<ConnectionRow> {
  const rows = await tx.$queryRaw<ConnectionRow[]>(sql`
    ${prepared} SELECT o.popp_organization_id AS "poppOrganizationId", c.version, c.base_url AS "baseUrl",
      c.key_ciphertext AS "keyCiphertext", c.paths, c.fetch_details AS "fetchDetails",
      c.take_over_on_claim AS "takeOverOnClaim", c.hand_back_on_resolve AS "handBackOnResolve",
      c.reconcile_every_minutes AS "reconcileEveryMinutes"
    FROM organizations o LEFT JOIN popp_connections c ON c.organization_id = o.id
    WHERE o.id = ${organizationId}::uuid`)
  return rows[0]!
}

export interface ConnectionWrite {
  baseUrl: string
  paths: Partial<Record<string, string>>
  fetchDetails: boolean
  takeOverOnClaim: boolean
  handBackOnResolve: boolean
  reconcileEveryMinutes: number | null
  /** Undefined = as it is; null = none. */
  keyCiphertext: Uint8Array | null | undefined
}

/**
 * Writes the connection over that of `version` (0 = none yet). Null = it is of another version by now. Of two saves at once
 * the second waits for the first and then sees its version.
 */
export async function writeConnection(
  organizationId: OrganizationId,
  tx: Tx,
  version: number,
  wanted: ConnectionWrite,
) {
  const { keyCiphertext } = wanted
  const rows = await tx.$queryRaw<{ version: number }[]>`
    INSERT INTO popp_connections AS c (organization_id, base_url, key_ciphertext, paths, fetch_details,
      take_over_on_claim, hand_back_on_resolve, reconcile_every_minutes, version, changed_at)
    SELECT ${organizationId}::uuid, ${wanted.baseUrl}, ${keyCiphertext ?? null}::bytea, ${JSON.stringify(wanted.paths)}::jsonb,
      ${wanted.fetchDetails}, ${wanted.takeOverOnClaim}, ${wanted.handBackOnResolve},
      ${wanted.reconcileEveryMinutes}::int, 1, clock_timestamp()
    WHERE ${version}::int = 0 OR EXISTS (SELECT FROM popp_connections WHERE organization_id = ${organizationId}::uuid)
    ON CONFLICT (organization_id) DO UPDATE SET base_url = excluded.base_url,
      key_ciphertext = CASE WHEN ${keyCiphertext === undefined} THEN c.key_ciphertext ELSE excluded.key_ciphertext END,
      paths = excluded.paths, fetch_details = excluded.fetch_details, take_over_on_claim = excluded.take_over_on_claim,
      hand_back_on_resolve = excluded.hand_back_on_resolve,
      reconcile_every_minutes = excluded.reconcile_every_minutes, version = c.version + 1, changed_at = clock_timestamp()
      WHERE c.version = ${version}::int
    RETURNING c.version`
  return rows[0]?.version ?? null
}

/** The organization uses Popp's API no more, as if it never had. */
export const deleteConnection = (organizationId: OrganizationId, tx: Tx) =>
  tx.poppConnection.deleteMany({ where: { organizationId } })
