import { db } from '@/lib/platform/db'
import { makeEndpoint, type startIngestServer, type TestEndpoint } from '@/lib/platform/testing/endpoint'
import type { Command } from '@/lib/popp/simulator/peer/commands'
import { type SimulatedPopp, startSimulatedPopp } from '@/lib/popp/simulator/start'
import { storiesFrom } from '@/lib/popp/simulator/stories'
import { ensureConnection } from '@/lib/popp-connection/connection-service'
import { reconcilePage } from '@/lib/reconcile/run-service'
import { orderReconcile } from '@/lib/reconcile/service'
import { applyBatch } from '@/lib/worker/batch'

const LANES = 16

export interface PoppWorld extends TestEndpoint {
  popp: SimulatedPopp
  /** Tells so many stories by webhooks and applies what arrived. What came to pass lies an hour back. */
  tellStories(count: number): Promise<void>
  /** Orders a reconciliation, does all of it and applies what it found. */
  reconcile(): Promise<Awaited<ReturnType<typeof newestRun>>>
}

/** An organization, its endpoint on a real server, and a simulated Popp that posts there and whose API it may read. */
export async function createPoppWorld(server: Awaited<ReturnType<typeof startIngestServer>>): Promise<PoppWorld> {
  const endpoint = await makeEndpoint()
  const { organizationId, poppOrganizationId, endpointId, secrets } = endpoint
  const url = `${server.url}/api/webhooks/popp/${endpointId}`
  const popp = await startSimulatedPopp({
    organizationId: poppOrganizationId,
    endpoint: { url, secret: secrets[0]!.secret },
  })
  await ensureConnection(organizationId, db(), { baseUrl: popp.baseUrl, key: popp.key, actsInPopp: false })
  return {
    ...endpoint,
    popp,
    async tellStories(count) {
      const now = new Date(Date.now() - 3_600_000)
      const stories = storiesFrom(7, count, now, { organizationId: poppOrganizationId }).values()
      const lane = async () => {
        for (const story of stories)
          for (const event of story.events) if (event.at <= now.getTime()) await popp.happen(story, event)
      }
      await Promise.all(Array.from({ length: LANES }, lane))
      await applyAll()
    },
    async reconcile() {
      await orderReconcile(organizationId, null)
      while (await reconcilePage({ pausesMs: [] }));
      await applyAll()
      return newestRun(organizationId)
    },
  }
}

export async function applyAll() {
  while ((await applyBatch()) > 0);
}

export const newestRun = (organizationId: string) =>
  db().reconcileRun.findFirstOrThrow({ where: { organizationId }, orderBy: { id: 'desc' } })

export const dropping = (share: number): Command => ({ webhooks: { drop: share } })
