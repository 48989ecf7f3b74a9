import type { Tx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { type OrganizationId, vouchedOrganizationId } from '@/lib/platform/tenant'

/** The organization of this Popp subaccount, made if missing; a known one keeps its name. */
export async function ensureOrganizationRow(
  tx: Tx,
  organization: { name: string; poppOrganizationId: string },
): Promise<{ id: OrganizationId; name: string }> {
  const row = await tx.organization.upsert({
    where: { poppOrganizationId: organization.poppOrganizationId },
    create: { id: newId(), ...organization },
    update: {},
    select: { id: true, name: true },
  })
  return { id: vouchedOrganizationId(row.id), name: row.name }
}
