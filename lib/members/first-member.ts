import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { createEndpoint, hasEndpoint, secretsAreReadable } from '@/lib/endpoints/provision-service'
import { endpointUrl, newSigningSecret } from '@/lib/endpoints/secrets'
import { ensureOrganization } from '@/lib/organizations/service'
import { transaction } from '@/lib/platform/db'
import { DEMO_POPP_ORGANIZATION_ID } from '@/lib/platform/demo-organization'
import { env } from '@/lib/platform/env'
import { ensureMember, ensureUser, setPasswordHash } from './account-store'
import { hashPassword } from './passwords'
import { firstPassword } from './readable-password'
import { roles } from './schema'
import { revokeSessionsOf } from './session-store'

/** What the operator of a real installation says on the command line. */
export const newMember = z.object({
  email: z.email('is not an e-mail address').toLowerCase(),
  name: z.string('is missing').trim().min(1),
  role: z.enum(roles).default('admin'),
  organization: z.string('is missing').trim().min(1),
  poppOrganization: z.string('is missing').trim().min(1),
  /** Null = one is made. */
  password: z.string().min(12, 'needs at least 12 characters').max(256).nullable(),
  signingSecret: z.string().min(8, 'needs at least 8 characters').nullable(),
})
export type NewMember = z.infer<typeof newMember>

/** `demo-organization`: outside demo mode nobody could sign in to it, and nothing would arrive.
 * `other-app-secret`: Popp's deliveries could not be verified with a secret that the running product cannot decrypt. */
export type FirstMember = { ok: false; reason: 'demo-organization' | 'other-app-secret' } | MadeMember

interface MadeMember {
  ok: true
  organizationName: string
  /** Null = it was given, and need not be shown. */
  generatedPassword: string | null
  /** Null = the organization has an endpoint already: a given secret was not used, and nobody can read its own again. */
  endpoint: { url: string; generatedSecret: string | null } | null
}

/**
 * Makes a member of a real organization, and with the first one the organization and its endpoint. For a known e-mail
 * address the password is set anew and every session of it ends: also the way back for whoever forgot theirs.
 */
export async function createFirstMember(given: NewMember): Promise<FirstMember> {
  if (given.poppOrganization === DEMO_POPP_ORGANIZATION_ID && !env().DEMO)
    return { ok: false, reason: 'demo-organization' }
  const password = given.password ?? firstPassword(randomBytes)
  const signingSecret = given.signingSecret ?? newSigningSecret()
  const passwordHash = await hashPassword(password)
  return transaction(async (tx) => {
    if (!(await secretsAreReadable(tx))) return { ok: false, reason: 'other-app-secret' }
    const { id, name } = await ensureOrganization(tx, {
      name: given.organization,
      poppOrganizationId: given.poppOrganization,
    })
    const userId = await ensureUser(tx, { email: given.email, name: given.name, passwordHash })
    await setPasswordHash(tx, userId, passwordHash)
    await revokeSessionsOf(tx, userId)
    await ensureMember(id, tx, userId, given.role)
    const url = (await hasEndpoint(id, tx))
      ? null
      : endpointUrl(await createEndpoint(id, tx, { name: 'Popp', signingSecret }))
    return {
      ok: true,
      organizationName: name,
      generatedPassword: given.password === null ? password : null,
      endpoint: url === null ? null : { url, generatedSecret: given.signingSecret === null ? signingSecret : null },
    }
  })
}
