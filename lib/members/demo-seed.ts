import { chmod, mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { ensureEndpoint } from '@/lib/endpoints/provision-service'
import { endpointUrl } from '@/lib/endpoints/secrets'
import { ensureOrganization } from '@/lib/organizations/service'
import { deriveKey } from '@/lib/platform/crypto'
import { transaction } from '@/lib/platform/db'
import { DEMO_POPP_ORGANIZATION_ID } from '@/lib/platform/demo-organization'
import { env } from '@/lib/platform/env'
import { dropConnection, ensureConnection } from '@/lib/popp-connection/connection-service'
import { ensureMember, ensureUser, setPasswordHash } from './account-store'
import type { DemoAccount } from './demo'
import { hashPassword } from './passwords'
import { threeWords } from './readable-password'

const ORGANIZATION = { name: 'Northwind Staffing', poppOrganizationId: DEMO_POPP_ORGANIZATION_ID }

/** The demo shows what a connected desk does: a real one begins with none of it. */
const CONNECTED = { actsInPopp: true, reconcileEveryMinutes: 60 }

interface PoppApi {
  baseUrl: string
  key: string
}

const people = [
  { name: 'Maya Lindqvist', email: 'maya@northwind.example', role: 'recruiter' },
  { name: 'Daniel Osei', email: 'daniel@northwind.example', role: 'recruiter' },
  { name: 'Priya Raman', email: 'priya@northwind.example', role: 'admin' },
  { name: 'Tomás Herrera', email: 'tomas@northwind.example', role: 'auditor' },
] as const

/**
 * The demo's organization, endpoint and accounts, made if missing, and `DATA_DIR/demo.json`, which tells them. Password and
 * signing secret are derived from APP_SECRET: the same at every start, others in every installation, and nothing needs to
 * be remembered. A start that finds everything in place costs no password hash.
 */
export async function seedDemo(): Promise<DemoAccount[]> {
  const password = threeWords(deriveKey(env().APP_SECRET, 'demo-password'))
  const signingSecret = `whsec_${deriveKey(env().APP_SECRET, 'demo-signing-secret').toString('base64url')}`
  const poppApi = simulatedApi()
  const endpointId = await seedRows(password, signingSecret, poppApi)
  const accounts = people.map(({ email, role, name }) => ({ email, password, role, name }))
  await writePrivately('demo.json', {
    endpointUrl: endpointUrl(endpointId),
    signingSecret,
    organizationId: DEMO_POPP_ORGANIZATION_ID,
    ...(poppApi && { poppApi }),
    accounts,
  })
  return accounts
}

/** Where the simulated Popp is going to serve its API, and the key that will open it; null when it will not. */
function simulatedApi(): PoppApi | null {
  const { DEMO_POPP_PORT } = env()
  return DEMO_POPP_PORT ? { baseUrl: `http://127.0.0.1:${DEMO_POPP_PORT}/v1`, key: simulatedKey() } : null
}

const simulatedKey = () => `popp_${deriveKey(env().APP_SECRET, 'demo-popp-key').toString('base64url')}`

const seedRows = (password: string, signingSecret: string, poppApi: PoppApi | null) =>
  transaction(async (tx) => {
    const { id: organizationId } = await ensureOrganization(tx, ORGANIZATION)
    if (poppApi) await ensureConnection(organizationId, tx, { ...poppApi, ...CONNECTED })
    // An earlier start had one: at its address nobody listens now. A worker apart never has one, and another start may.
    else if (env().ROLE !== 'worker') await dropConnection(organizationId, tx, simulatedKey())
    const endpoint = await ensureEndpoint(organizationId, tx, { name: 'Popp (simulated)', signingSecret })
    // The endpoint's secret fits APP_SECRET, so the passwords do too: all were written in this one transaction.
    if (!endpoint.changed) return endpoint.id
    const passwordHash = await hashPassword(password)
    for (const { name, email, role } of people) {
      const userId = await ensureUser(tx, { email, name, passwordHash })
      await setPasswordHash(tx, userId, passwordHash)
      await ensureMember(organizationId, tx, userId, role)
    }
    return endpoint.id
  })

/** Readers see the old file or the new one, never half; only this account may read it. */
async function writePrivately(name: string, content: object) {
  const { DATA_DIR } = env()
  const file = path.join(DATA_DIR, name)
  const fresh = `${file}.${process.pid}`
  await mkdir(DATA_DIR, { recursive: true, mode: 0o700 })
  await writeFile(fresh, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
  await chmod(fresh, 0o600)
  await rename(fresh, file)
}
