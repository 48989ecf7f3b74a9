import { appendAudit } from '@/lib/audit/store'
import type { Tx } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import { openSecret, sealSecret } from './secrets'
import { findNewestCiphertext, insertEndpoint, insertSecret, listEndpointRows, retireSecretRows } from './store'

interface NewEndpoint {
  name: string
  signingSecret: string
  /** Null = the product itself, or an operator's command. */
  memberId?: string | null
}

/** A new endpoint with its first signing secret, encrypted at rest. @returns its id, the last part of its URL */
export async function createEndpoint(
  organizationId: OrganizationId,
  tx: Tx,
  { name, signingSecret, memberId = null }: NewEndpoint,
): Promise<string> {
  const id = await insertEndpoint(organizationId, tx, name)
  await insertSecret(organizationId, tx, id, sealSecret(signingSecret))
  const subject = { subjectType: 'endpoint', subjectId: id } as const
  await appendAudit(organizationId, tx, { memberId, action: 'endpoint-created', ...subject })
  return id
}

/** Whether the organization has an endpoint that Popp can post to already. */
export const hasEndpoint = async (organizationId: OrganizationId, tx: Tx) =>
  (await oldestInUse(organizationId, tx)) !== undefined

/**
 * An endpoint that accepts this signing secret: kept as it is when it does, else made, or given the secret; secrets that
 * another APP_SECRET encrypted go. `changed` = it was not so before (a first start, or another APP_SECRET).
 */
export async function ensureEndpoint(
  organizationId: OrganizationId,
  tx: Tx,
  endpoint: NewEndpoint,
): Promise<{ id: string; changed: boolean }> {
  const found = await oldestInUse(organizationId, tx)
  if (!found) return { id: await createEndpoint(organizationId, tx, endpoint), changed: true }
  const opened = found.secrets.map(({ id, ciphertext }) => ({ id, secret: openSecret(ciphertext) }))
  if (opened.some(({ secret }) => secret === endpoint.signingSecret)) return { id: found.id, changed: false }
  const unreadable = opened.filter(({ secret }) => secret === null).map(({ id }) => id)
  await retireSecretRows(organizationId, tx, unreadable)
  await insertSecret(organizationId, tx, found.id, sealSecret(endpoint.signingSecret))
  return { id: found.id, changed: true }
}

/** Whether this APP_SECRET is the one that secrets in this database were encrypted with; true when there are none. */
export async function secretsAreReadable(tx: Tx): Promise<boolean> {
  const newest = await findNewestCiphertext(tx)
  return newest === null || openSecret(newest) !== null
}

const oldestInUse = async (organizationId: OrganizationId, tx: Tx) =>
  (await listEndpointRows(organizationId, tx)).find(({ retiredAt }) => retiredAt === null)
