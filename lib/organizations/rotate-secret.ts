import { randomBytes } from 'node:crypto'
import { encrypt } from '@/lib/platform/crypto'
import { transaction } from '@/lib/platform/db'
import { isSecret, secretsAreReadable, secretsKey } from './service'
import { findEndpointOf, insertSecret, retireSecrets } from './store'

export const newSigningSecret = () => `whsec_${randomBytes(32).toString('base64url')}`

/** `other-app-secret`: what is encrypted here was encrypted with another APP_SECRET, so nothing new could be read either. */
type Refused = { ok: false; reason: 'no-endpoint' | 'other-app-secret' }

/**
 * Adds a signing secret: the endpoint then accepts what any of its active secrets signed, so that Popp's portal can change
 * over without a delivery lost. `added` is false when it was active already: it then is
 * the newest again.
 */
export const addSigningSecret = (
  poppOrganizationId: string,
  signingSecret: string,
): Promise<Refused | { ok: true; added: boolean; active: number }> =>
  transaction(async (tx) => {
    if (!(await secretsAreReadable(tx))) return { ok: false, reason: 'other-app-secret' }
    const found = await findEndpointOf(tx, poppOrganizationId)
    if (!found) return { ok: false, reason: 'no-endpoint' }
    const { id, organizationId, secrets } = found
    const same = secrets.filter(({ ciphertext }) => isSecret(ciphertext, signingSecret)).map(({ id }) => id)
    // Written anew though it is active: who gives it now means to keep it, and `retireOldSecrets` keeps the newest.
    await insertSecret(organizationId, tx, id, encrypt(secretsKey(), signingSecret))
    await retireSecrets(organizationId, tx, same)
    return { ok: true, added: same.length === 0, active: secrets.length + 1 - same.length }
  })

/** Retires every secret but the newest: from now on only what that one signed is accepted. */
export const retireOldSecrets = (
  poppOrganizationId: string,
): Promise<Refused | { ok: true; retired: number; active: number }> =>
  transaction(async (tx) => {
    const found = await findEndpointOf(tx, poppOrganizationId)
    if (!found) return { ok: false, reason: 'no-endpoint' }
    const old = found.secrets.slice(1).map(({ id }) => id)
    await retireSecrets(found.organizationId, tx, old)
    return { ok: true, retired: old.length, active: found.secrets.length - old.length }
  })
