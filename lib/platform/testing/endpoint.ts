import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { createWebServer } from '@/lib/web/server'
import { endpointCache } from '@/lib/webhooks/endpoints'
import { deriveKey, encrypt } from '../crypto'
import { db } from '../db'
import { env } from '../env'
import { newId } from '../ids'
import { ingestPool } from '../pg'
import { type OrganizationId, vouchedOrganizationId } from '../tenant'
import { PATIENT } from './patience'

export interface TestEndpoint {
  organizationId: OrganizationId
  poppOrganizationId: string
  endpointId: string
  secrets: { id: string; secret: string }[]
}

interface Wanted {
  secrets?: string[]
  allowUnsigned?: boolean
  retryWindowSeconds?: number
}

/** One endpoint, of a new organization unless it is to be of `desk`. */
export async function makeEndpoint(
  { secrets = ['whsec_first'], ...settings }: Wanted = {},
  desk?: { organizationId: OrganizationId },
): Promise<TestEndpoint> {
  const { id: organizationId, poppOrganizationId } = desk
    ? await findOrganization(desk.organizationId)
    : await makeOrganization()
  const endpointId = newId()
  await db().endpoint.create({ data: { organizationId, id: endpointId, name: 'Popp', ...settings } })
  const made = secrets.map((secret) => ({ id: newId(), secret }))
  for (const { id, secret } of made) await addSecret(organizationId, endpointId, id, secret)
  return { organizationId, poppOrganizationId, endpointId, secrets: made }
}

async function findOrganization(id: OrganizationId) {
  const { poppOrganizationId } = await db().organization.findUniqueOrThrow({ where: { id } })
  return { id, poppOrganizationId }
}

async function makeOrganization() {
  const id = vouchedOrganizationId(newId())
  const poppOrganizationId = `org_${randomBytes(8).toString('hex')}`
  await db().organization.create({ data: { id, name: 'Test', poppOrganizationId } })
  return { id, poppOrganizationId }
}

export async function addSecret(organizationId: OrganizationId, endpointId: string, id: string, secret: string) {
  const ciphertext = encrypt(deriveKey(env().APP_SECRET, 'endpoint-secrets'), secret)
  await db().endpointSecret.create({ data: { organizationId, id, endpointId, ciphertext } })
}

/** What a delivery meets. Ingest gives up after half a second; a machine that stands still needs longer. */
export async function lookUp(endpointId: string) {
  for (const until = Date.now() + PATIENT.timeout; ; ) {
    const found = await endpointCache().find(endpointId)
    if (found !== 'unavailable') return found
    if (Date.now() > until) throw new Error('the endpoint cannot be looked up')
  }
}

/** Its first connection may take longer than ingest waits for one. */
export async function openIngest(): Promise<void> {
  for (const until = Date.now() + PATIENT.timeout; ; ) {
    try {
      await ingestPool().query('SELECT 1')
      return
    } catch (error) {
      if (Date.now() > until) throw error
    }
  }
}

/** Our own server without Next, on a free port. */
export async function startIngestServer(): Promise<{ url: string; port: number; stop: () => Promise<void> }> {
  const server = createWebServer({
    next: async (_request, response) => void response.writeHead(404).end(),
    ingest: 'own',
    https: false,
    trustProxy: false,
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await openIngest()
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
