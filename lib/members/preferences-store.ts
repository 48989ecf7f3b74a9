import { db, type Tx } from '@/lib/platform/db'
import { prepared } from '@/lib/platform/prepared'
import type { OrganizationId } from '@/lib/platform/tenant'

/** As stored, which may be anything. Null = no such member here. */
export async function findPreferences(organizationId: OrganizationId, memberId: string): Promise<unknown> {
  const rows = await db().$queryRaw<{ preferences: unknown }[]>`
    ${prepared} SELECT preferences FROM members WHERE organization_id = ${organizationId}::uuid AND id = ${memberId}::uuid`
  return rows[0]?.preferences ?? null
}

/** The same, and nobody else changes them until `tx` ends: two tabs that change different fields lose neither. */
export async function lockPreferences(organizationId: OrganizationId, tx: Tx, memberId: string): Promise<unknown> {
  const rows = await tx.$queryRaw<{ preferences: unknown }[]>`
    SELECT preferences FROM members WHERE organization_id = ${organizationId}::uuid AND id = ${memberId}::uuid
    FOR NO KEY UPDATE`
  return rows[0]?.preferences ?? null
}

/** Fields that are stored beside these (by a newer version perhaps) stay. */
export const savePreferences = (
  organizationId: OrganizationId,
  tx: Tx,
  memberId: string,
  preferences: object,
): Promise<number> =>
  tx.$executeRaw`
    UPDATE members SET preferences =
      CASE jsonb_typeof(preferences) WHEN 'object' THEN preferences ELSE '{}' END || ${JSON.stringify(preferences)}::jsonb
    WHERE organization_id = ${organizationId}::uuid AND id = ${memberId}::uuid`
