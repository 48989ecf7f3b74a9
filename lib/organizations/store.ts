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

/** The oldest endpoint in use, with its active secrets, newest first, still encrypted. */
export const findEndpoint = (organizationId: OrganizationId, tx: Tx) =>
  tx.endpoint.findFirst({
    where: { organizationId, retiredAt: null },
    orderBy: { id: 'asc' },
    select: {
      id: true,
      secrets: { where: { retiredAt: null }, orderBy: { id: 'desc' }, select: { id: true, ciphertext: true } },
    },
  })

/** The same for an operator, who names Popp's subaccount. */
export async function findEndpointOf(tx: Tx, poppOrganizationId: string) {
  const organization = await tx.organization.findUnique({ where: { poppOrganizationId }, select: { id: true } })
  if (!organization) return null
  const organizationId = vouchedOrganizationId(organization.id)
  const endpoint = await findEndpoint(organizationId, tx)
  return endpoint && { ...endpoint, organizationId }
}

export async function insertEndpoint(organizationId: OrganizationId, tx: Tx, name: string): Promise<string> {
  const { id } = await tx.endpoint.create({ data: { organizationId, id: newId(), name }, select: { id: true } })
  return id
}

export const insertSecret = (
  organizationId: OrganizationId,
  tx: Tx,
  endpointId: string,
  ciphertext: Uint8Array<ArrayBuffer>,
) => tx.endpointSecret.create({ data: { organizationId, id: newId(), endpointId, ciphertext } })

/** From now on nothing that these secrets signed is accepted. */
export const retireSecrets = (organizationId: OrganizationId, tx: Tx, ids: string[]) =>
  tx.endpointSecret.updateMany({
    where: { organizationId, id: { in: ids }, retiredAt: null },
    data: { retiredAt: new Date() },
  })

/** Of the whole installation, whichever organization's: only asked to learn whether it can be decrypted. */
export async function findNewestCiphertext(tx: Tx): Promise<Uint8Array | null> {
  const where = { retiredAt: null }
  const row = await tx.endpointSecret.findFirst({ where, orderBy: { id: 'desc' }, select: { ciphertext: true } })
  return row?.ciphertext ?? null
}
