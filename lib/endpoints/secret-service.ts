import { appendAudit } from '@/lib/audit/store'
import type { SignedInMember } from '@/lib/members/domain'
import { type Tx, transaction } from '@/lib/platform/db'
import { publish } from '@/lib/platform/live'
import type { OrganizationId } from '@/lib/platform/tenant'
import { forgetEndpoint } from '@/lib/webhooks/service'
import { mayRetireSecret, type SecretRefusal } from './domain'
import { secretsAreReadable } from './provision-service'
import { SECRETS_MAX, type SecretAdded } from './schema'
import { newSigningSecret, openSecret, sealSecret } from './secrets'
import { type EndpointRow, insertSecret, lockEndpoint, retireSecretRows } from './store'

/** `other-app-secret`: what is encrypted here was encrypted with another APP_SECRET, so nothing new could be read either. */
type AddRefusal = 'not-found' | 'too-many-secrets' | 'other-app-secret'
type Added = { ok: true; value: SecretAdded; active: number } | { ok: false; reason: AddRefusal }

/**
 * Adds a signing secret, the one that Popp's portal made or a new one: the endpoint then accepts what any of its active
 * secrets signed, so that the portal can change over without a delivery lost.
 */
export async function addSecret(
  { organizationId, memberId }: SignedInMember,
  endpointId: string,
  given: string | null,
): Promise<Added> {
  const added = await transaction((tx) => addSecretTo(organizationId, tx, endpointId, { given, memberId }))
  if (added.ok) announce(organizationId, endpointId)
  return added
}

/** The same in a caller's transaction. A secret that is active already becomes the newest again. */
export async function addSecretTo(
  organizationId: OrganizationId,
  tx: Tx,
  endpointId: string,
  { given, memberId }: { given: string | null; memberId: string | null },
): Promise<Added> {
  if (!(await secretsAreReadable(tx))) return { ok: false, reason: 'other-app-secret' }
  const found = await lockEndpoint(organizationId, tx, endpointId)
  if (!found) return { ok: false, reason: 'not-found' }
  const signingSecret = given ?? newSigningSecret()
  const same = found.secrets.filter(({ ciphertext }) => openSecret(ciphertext) === signingSecret).map(({ id }) => id)
  if (same.length === 0 && found.secrets.length >= SECRETS_MAX) return { ok: false, reason: 'too-many-secrets' }
  // Written anew though it is active: who gives it now means to keep it, and `retireAllButNewest` keeps the newest.
  const id = await insertSecret(organizationId, tx, endpointId, sealSecret(signingSecret))
  await retireSecretRows(organizationId, tx, same)
  const facts = { secretId: id, again: same.length > 0 }
  await appendAudit(organizationId, tx, { ...subjectOf(found, memberId), action: 'signing-secret-added', facts })
  const value = { id, added: same.length === 0, generatedSecret: given === null ? signingSecret : null }
  return { ok: true, value, active: found.secrets.length + 1 - same.length }
}

/** From then on what this secret signed is refused, in other processes within two seconds. */
export async function retireSecret(
  { organizationId, memberId }: SignedInMember,
  endpointId: string,
  secretId: string,
): Promise<{ ok: true } | { ok: false; reason: SecretRefusal }> {
  const refusal = await transaction(async (tx) => {
    const found = await lockEndpoint(organizationId, tx, endpointId)
    const reason = found ? mayRetireSecret(found, secretId) : 'not-found'
    if (!found || reason) return reason
    await retire(organizationId, tx, found, [secretId], memberId)
    return null
  })
  if (refusal) return { ok: false, reason: refusal }
  announce(organizationId, endpointId)
  return { ok: true }
}

/** Retires every secret but the newest, in a caller's transaction. Null = there is no such endpoint. */
export async function retireAllButNewest(organizationId: OrganizationId, tx: Tx, endpointId: string) {
  const found = await lockEndpoint(organizationId, tx, endpointId)
  if (!found) return null
  const old = found.secrets.slice(1).map(({ id }) => id)
  await retire(organizationId, tx, found, old, null)
  return { retired: old.length, active: found.secrets.length - old.length }
}

async function retire(
  organizationId: OrganizationId,
  tx: Tx,
  endpoint: EndpointRow,
  ids: string[],
  memberId: string | null,
) {
  await retireSecretRows(organizationId, tx, ids)
  for (const secretId of ids)
    await appendAudit(organizationId, tx, {
      ...subjectOf(endpoint, memberId),
      action: 'signing-secret-retired',
      facts: { secretId },
    })
}

const subjectOf = ({ id }: EndpointRow, memberId: string | null) =>
  ({ memberId, subjectType: 'endpoint', subjectId: id }) as const

/** After the commit: screens look again, and this process asks anew whom it believes. */
function announce(organizationId: OrganizationId, endpointId: string) {
  forgetEndpoint(endpointId)
  publish(organizationId, 'settings')
}
