import { type Tx, transaction } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import { addSecretTo, retireAllButNewest } from './secret-service'
import { findOrganization, listEndpointRows } from './store'

/** What an operator's command names: Popp's subaccount, and the endpoint where it has several. */
interface Named {
  poppOrganization: string
  endpointId?: string
}

type Refused =
  | { ok: false; reason: 'no-endpoint' | 'other-app-secret' | 'too-many-secrets' }
  | { ok: false; reason: 'which-endpoint'; endpoints: { id: string; name: string }[] }

/** Adds a signing secret; those that were active stay valid. `generatedSecret`: null when one was given. */
export const addSigningSecret = (
  named: Named,
  given: string | null,
): Promise<Refused | { ok: true; added: boolean; active: number; generatedSecret: string | null }> =>
  transaction(async (tx) => {
    const found = await findNamed(tx, named)
    if (!found.ok) return found
    const result = await addSecretTo(found.organizationId, tx, found.id, { given, memberId: null })
    if (!result.ok) return { ok: false, reason: result.reason === 'not-found' ? 'no-endpoint' : result.reason }
    const { added, generatedSecret } = result.value
    return { ok: true, added, active: result.active, generatedSecret }
  })

/** Retires every secret but the newest: from now on only what that one signed is accepted. */
export const retireOldSecrets = (named: Named): Promise<Refused | { ok: true; retired: number; active: number }> =>
  transaction(async (tx) => {
    const found = await findNamed(tx, named)
    if (!found.ok) return found
    const result = await retireAllButNewest(found.organizationId, tx, found.id)
    return result ? { ok: true, ...result } : { ok: false, reason: 'no-endpoint' }
  })

type Found = { ok: true; organizationId: OrganizationId; id: string } | Refused

async function findNamed(tx: Tx, { poppOrganization, endpointId }: Named): Promise<Found> {
  const organizationId = await findOrganization(tx, poppOrganization)
  const all = organizationId ? await listEndpointRows(organizationId, tx) : []
  const inUse = all.filter(({ id, retiredAt }) => retiredAt === null && (!endpointId || id === endpointId))
  const [first, ...others] = inUse
  if (!organizationId || !first) return { ok: false, reason: 'no-endpoint' }
  if (others.length > 0) return { ok: false, reason: 'which-endpoint', endpoints: inUse }
  return { ok: true, organizationId, id: first.id }
}
