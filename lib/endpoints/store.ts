import type { Tx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { type OrganizationId, vouchedOrganizationId } from '@/lib/platform/tenant'

const activeSecrets = {
  where: { retiredAt: null },
  orderBy: { id: 'desc' },
  select: { id: true, ciphertext: true, createdAt: true },
} as const

const select = {
  id: true,
  name: true,
  allowUnsigned: true,
  retryWindowSeconds: true,
  createdAt: true,
  retiredAt: true,
  lastEventAt: true,
  secrets: activeSecrets,
} as const

/** All of an organization, oldest first, with their active secrets, newest first, still encrypted. */
export const listEndpointRows = (organizationId: OrganizationId, tx: Tx) =>
  tx.endpoint.findMany({ where: { organizationId }, orderBy: { id: 'asc' }, select })
export type EndpointRow = Awaited<ReturnType<typeof listEndpointRows>>[number]

/** Null = unknown, retired, or another organization's. */
export const findEndpointRow = (organizationId: OrganizationId, tx: Tx, id: string) =>
  tx.endpoint.findFirst({ where: { organizationId, id, retiredAt: null }, select })

/**
 * The same, and nobody else changes it or its secrets until the transaction ends: two who each retire one of the last two
 * secrets must not both find another one left.
 */
export async function lockEndpoint(organizationId: OrganizationId, tx: Tx, id: string): Promise<EndpointRow | null> {
  await tx.$queryRaw`
    SELECT 1 FROM endpoints WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid FOR UPDATE`
  return findEndpointRow(organizationId, tx, id)
}

/** The organization of a Popp subaccount, for an operator who names it. */
export async function findOrganization(tx: Tx, poppOrganizationId: string): Promise<OrganizationId | null> {
  const row = await tx.organization.findUnique({ where: { poppOrganizationId }, select: { id: true } })
  return row && vouchedOrganizationId(row.id)
}

export async function insertEndpoint(organizationId: OrganizationId, tx: Tx, name: string): Promise<string> {
  const { id } = await tx.endpoint.create({ data: { organizationId, id: newId(), name }, select: { id: true } })
  return id
}

export const updateEndpoint = (
  organizationId: OrganizationId,
  tx: Tx,
  id: string,
  data: { name?: string; retryWindowSeconds?: number; allowUnsigned?: boolean; retiredAt?: Date },
) => tx.endpoint.updateMany({ where: { organizationId, id, retiredAt: null }, data })

export async function insertSecret(
  organizationId: OrganizationId,
  tx: Tx,
  endpointId: string,
  ciphertext: Uint8Array<ArrayBuffer>,
): Promise<string> {
  const data = { organizationId, id: newId(), endpointId, ciphertext }
  return (await tx.endpointSecret.create({ data, select: { id: true } })).id
}

/** From now on nothing that these secrets signed is accepted. */
export const retireSecretRows = (organizationId: OrganizationId, tx: Tx, ids: string[]) =>
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

/** Popp's id of the organization, as it stands in every event. */
export const findPoppOrganization = async (organizationId: OrganizationId, tx: Tx): Promise<string> =>
  (await tx.organization.findUniqueOrThrow({ where: { id: organizationId }, select: { poppOrganizationId: true } }))
    .poppOrganizationId
