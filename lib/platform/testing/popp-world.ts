import { db } from '@/lib/platform/db'
import type { Desk } from '@/lib/platform/testing/desk'
import { makeEndpoint, type TestEndpoint } from '@/lib/platform/testing/endpoint'
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
  /** Tells so many stories and applies what arrived, in this process. */
  tellStories(count: number): Promise<void>
  /** Orders a reconciliation, does all of it and applies what it found, in this process. */
  reconcile(): Promise<Awaited<ReturnType<typeof newestRun>>>
}

/** Its endpoint on a real server, of a new organization unless it is to be that of `desk`, and a simulated Popp that posts there and whose API it may read. */
export async function createPoppWorld({ url }: { url: string }, desk?: Desk): Promise<PoppWorld> {
  const endpoint = await makeEndpoint({}, desk)
  const { organizationId, poppOrganizationId, endpointId, secrets } = endpoint
  const popp = await startSimulatedPopp({
    organizationId: poppOrganizationId,
    endpoint: { url: `${url}/api/webhooks/popp/${endpointId}`, secret: secrets[0]!.secret },
  })
  await ensureConnection(organizationId, db(), { baseUrl: popp.baseUrl, key: popp.key, actsInPopp: false })
  return {
    ...endpoint,
    popp,
    async tellStories(count) {
      await tellStories(popp, count)
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

/** Tells so many stories by webhooks. What came to pass lies an hour back. */
export async function tellStories(popp: SimulatedPopp, count: number) {
  const now = new Date(Date.now() - 3_600_000)
  const stories = storiesFrom(7, count, now, { organizationId: popp.organizationId }).values()
  const lane = async () => {
    for (const story of stories)
      for (const event of story.events) if (event.at <= now.getTime()) await popp.happen(story, event)
  }
  await Promise.all(Array.from({ length: LANES }, lane))
}

export async function applyAll() {
  while ((await applyBatch()) > 0);
}

export const newestRun = (organizationId: string) =>
  db().reconcileRun.findFirstOrThrow({ where: { organizationId }, orderBy: { id: 'desc' } })

export const dropping = (share: number): Command => ({ webhooks: { drop: share } })
