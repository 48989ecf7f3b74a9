import { decrypt, deriveKey, encrypt } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import type { OrganizationId } from '@/lib/platform/tenant'
import {
  ensureOrganizationRow,
  findEndpoint,
  findNewestCiphertext,
  insertEndpoint,
  insertSecret,
  retireSecrets,
} from './store'

/** The organization of a Popp subaccount, made if missing; a known one keeps its name. In the caller's transaction. */
export const ensureOrganization = (tx: Tx, organization: { name: string; poppOrganizationId: string }) =>
  ensureOrganizationRow(tx, organization)

export const secretsKey = () => deriveKey(env().APP_SECRET, 'endpoint-secrets')

/** Whether the organization has an endpoint that Popp can post to already. */
export const hasEndpoint = async (organizationId: OrganizationId, tx: Tx) =>
  (await findEndpoint(organizationId, tx)) !== null

/** A new endpoint with its first signing secret, encrypted at rest. @returns its id, the last part of its URL */
export async function createEndpoint(
  organizationId: OrganizationId,
  tx: Tx,
  endpoint: { name: string; signingSecret: string },
): Promise<string> {
  const id = await insertEndpoint(organizationId, tx, endpoint.name)
  await insertSecret(organizationId, tx, id, encrypt(secretsKey(), endpoint.signingSecret))
  return id
}

/**
 * An endpoint that accepts this signing secret: kept as it is when it does, else made, or its secrets replaced.
 * `changed` = it was not so before (a first start, or another APP_SECRET).
 */
export async function ensureEndpoint(
  organizationId: OrganizationId,
  tx: Tx,
  endpoint: { name: string; signingSecret: string },
): Promise<{ id: string; changed: boolean }> {
  const found = await findEndpoint(organizationId, tx)
  if (!found) return { id: await createEndpoint(organizationId, tx, endpoint), changed: true }
  if (found.secrets.some(({ ciphertext }) => isSecret(ciphertext, endpoint.signingSecret))) {
    return { id: found.id, changed: false }
  }
  const ids = found.secrets.map(({ id }) => id)
  await retireSecrets(organizationId, tx, ids)
  await insertSecret(organizationId, tx, found.id, encrypt(secretsKey(), endpoint.signingSecret))
  return { id: found.id, changed: true }
}

/** Whether this APP_SECRET is the one that secrets in this database were encrypted with; true when there are none. */
export async function secretsAreReadable(tx: Tx): Promise<boolean> {
  const newest = await findNewestCiphertext(tx)
  return newest === null || open(newest) !== null
}

export const isSecret = (ciphertext: Uint8Array, signingSecret: string) => open(ciphertext) === signingSecret

/** Null when it was encrypted under another APP_SECRET. */
function open(ciphertext: Uint8Array): string | null {
  try {
    return decrypt(secretsKey(), ciphertext)
  } catch {
    return null
  }
}

/** What an admin enters in Popp's portal. */
export const endpointUrl = (endpointId: string) => `${env().APP_URL}/api/webhooks/popp/${endpointId}`
