import { afterEach, beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/platform/db'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk, type Desk } from '@/lib/platform/testing/desk'
import { differences, standings } from '@/lib/platform/testing/popp-standing'
import { createPoppWorld, dropping, type PoppWorld, tellStories } from '@/lib/platform/testing/popp-world'
import { isOver, type ReconcileOverview, type ReconcileRun } from '@/lib/reconcile/schema'
import { allApplied, useWebAndWorker } from './web-and-worker'

const IS_LONG = process.env.RELIABILITY === 'long'
const STORIES = IS_LONG ? 2_000 : 100
const PATIENCE_MS = IS_LONG ? 300_000 : 30_000

useTestDatabase()
const product = useWebAndWorker()

let desk: Desk
let world: PoppWorld
let whole: PoppWorld
beforeEach(async () => {
  desk = await createDesk()
  world = await createPoppWorld(product.web, desk)
  whole = await createPoppWorld(product.web)
  // Otherwise the worker asks for details of those that ended, which fills some of the gaps before.
  await db().poppConnection.updateMany({ data: { fetchDetails: false } })
})
afterEach(() => Promise.all([world.popp.stop(), whole.popp.stop()]))

test(
  'of deliveries of which one in ten never came everything is there after one reconcile, marked, and nothing doubles',
  async () => {
    await tellStories(whole.popp, STORIES)
    await world.popp.control(dropping(0.1))
    await tellStories(world.popp, STORIES)
    await world.popp.control({ heal: true })
    const lost = world.popp.sender!.dropped.length
    expect(lost).toBeGreaterThan(STORIES / 10)
    await Promise.all([allApplied(whole, PATIENCE_MS), allApplied(world, PATIENCE_MS)])
    const complete = await standings(whole.organizationId)
    expect(differences(await standings(world.organizationId), complete).length).toBeGreaterThan(5)

    const run = await reconcile()
    expect(run).toMatchObject({ state: 'done', unusable: 0, listed: run.complete + run.recovered })
    expect(run.listed).toBe(world.popp.model.list(world.poppOrganizationId).length)
    expect(run.recovered).toBeGreaterThan(5)
    expect(differences(await standings(world.organizationId), complete)).toEqual([])
    expect(await recovered()).toHaveLength(run.events)
    expect(await db().reviewItem.count(of(world))).toBe(await db().reviewItem.count(of(whole)))

    // The lost ones come after all.
    expect(await world.popp.control({ sendDropped: true })).toEqual({ sent: lost })
    await allApplied(world, PATIENCE_MS)
    expect(differences(await standings(world.organizationId), complete)).toEqual([])
    expect(await db().reviewItem.count(of(world))).toBe(await db().reviewItem.count(of(whole)))
    // Payloads of the original generation carry no time: a late one may be a second request, and counts.
    const untimed = (await recovered()).filter(
      ({ type, recordKey }) => type === 'CONVERSATION_NEEDS_REVIEW' && !recordKey?.startsWith('conv_'),
    )
    expect(await flagsOf(world)).toBe((await flagsOf(whole)) + untimed.length)
    expect(await db().flag.count(of(world))).toBe(await flagsOf(world))

    expect(await reconcile()).toMatchObject({ state: 'done', recovered: 0, events: 0, complete: run.listed })
    expect(await db().event.count(of(world))).toBe((await db().event.count(of(whole))) + run.events)
    process.stdout.write(
      `measured: ${lost} deliveries lost, ${run.recovered} of ${run.listed} conversations recovered by ${run.events} events, ${run.seconds} s from order to end\n`,
    )
  },
  PATIENCE_MS * 2,
)

/** As an admin orders it. Resolves when the worker has ended it and applied what it found. */
async function reconcile(): Promise<ReconcileRun & { seconds: string }> {
  const admin = await product.as(await desk.member('admin'))
  const began = performance.now()
  const { id } = await admin<ReconcileRun>('POST', '/api/reconciles')
  const runOf = async () =>
    (await admin<ReconcileOverview>('GET', '/api/reconciles')).runs.find((run) => run.id === id)!
  await expect.poll(async () => isOver(await runOf()), { timeout: PATIENCE_MS, interval: 50 }).toBe(true)
  const seconds = ((performance.now() - began) / 1_000).toFixed(1)
  await allApplied(world, PATIENCE_MS)
  return { ...(await runOf()), seconds }
}

/** What the reconcile made of Popp's list: it came by no endpoint and carries no signature. */
const recovered = () =>
  db().event.findMany({ where: { ...of(world).where, source: 'recovered', endpointId: null, secretId: null } })

/** As the items count them. */
async function flagsOf(one: PoppWorld) {
  const { _sum } = await db().reviewItem.aggregate({ ...of(one), _sum: { flagCount: true } })
  return _sum.flagCount ?? 0
}

const of = ({ organizationId }: PoppWorld) => ({ where: { organizationId } })
