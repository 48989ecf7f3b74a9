import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { integer, type Random, randomFor } from '@/lib/popp/simulator/random'
import { readJson } from '@/scripts/steps/files.mjs'
import { findLosses, untilBacklogEmpty } from './kill-check'
import { kill, startProduct, stopProduct, untilReady } from './kill-product.mjs'
import { deliverUntilAcknowledged, makeStory, type Sent, shuffled } from './kill-story'

const IS_LONG = process.env.RELIABILITY === 'long'
const SEED = Number(process.env.KILLS_SEED ?? Date.now() % 2 ** 31)
const COUNT = Number(process.env.KILLS_COUNT ?? (IS_LONG ? 10_000 : 600))
const KILLS = Number(process.env.KILLS ?? (IS_LONG ? 20 : 3))
/** From one kill to the next, at random and on average. */
const PAUSE_MS = IS_LONG ? 4_000 : 1_000
const PORT = 4390
const VICTIMS = ['web', 'worker', 'postgres']
/** Besides: whoever starts the others again. Then this test starts it. */
const SUPERVISOR_KILLS = IS_LONG ? 2 : 0
const BACKLOG_MS = 30_000
/** Longer than promised: late and never are different mistakes. */
const LOOK_MS = 120_000
const GIVE_UP_MS = 420_000

interface Product {
  dataDir: string
  supervisor: Awaited<ReturnType<typeof startProduct>>
}

test(`kill -9 of web, worker and PostgreSQL at ${KILLS} random moments of ${COUNT} deliveries: nothing acknowledged is lost, nothing applied twice, and ${IS_LONG ? '30 s after the last restart' : 'in the end'} nothing waits`, async () => {
  process.stdout.write(`seed: KILLS_SEED=${SEED}\n`)
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'review-desk-kill-'))
  const product = { dataDir, supervisor: await startProduct({ dataDir, port: PORT }) }
  try {
    const { endpointUrl, signingSecret, organizationId } = readJson(path.join(dataDir, 'demo.json'))
    const run = SEED.toString(36)
    const random = randomFor(SEED, 'story')
    const { deliveries, expected } = makeStory({ count: COUNT, poppOrganizationId: organizationId, run, random })
    const [plan, patience] = [makePlan(randomFor(SEED, 'plan')), randomFor(SEED, 'senders')]
    const sent: Sent[] = []
    const [lastRestart] = await Promise.all([
      killAtMoments(product, plan, randomFor(SEED, 'moments')),
      ...deliveries.map(async (delivery, index) => {
        // They begin spread over the time of the kills, so that each kill hits some that are under way.
        await wait((index / COUNT) * KILLS * PAUSE_MS)
        const deadline = Date.now() + GIVE_UP_MS
        sent.push(await deliverUntilAcknowledged({ endpointUrl, signingSecret }, delivery, deadline, patience))
      }),
    ])
    const { databaseUrl } = readJson(path.join(dataDir, 'runtime.json'))
    const emptyAfterMs = await untilBacklogEmpty(databaseUrl, IS_LONG ? lastRestart : Date.now(), LOOK_MS)
    report(sent, plan, emptyAfterMs)
    const acknowledged = new Set(sent.map(({ eventId }) => eventId))
    expect(acknowledged.size).toBe(COUNT)
    for (const [what, found] of Object.entries(await findLosses(databaseUrl, run, acknowledged, expected)))
      expect(found, what).toEqual([])
    expect(emptyAfterMs ?? Number.POSITIVE_INFINITY, 'milliseconds until the backlog was empty').toBeLessThan(
      IS_LONG ? BACKLOG_MS : LOOK_MS,
    )
  } finally {
    await stopProduct(product.supervisor)
  }
  // After a failure its logs stay.
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
}, 600_000)

/** Who dies: each about equally often, in any order. */
function makePlan(random: Random) {
  const victims = Array.from({ length: KILLS }, (_, n) => VICTIMS[n % VICTIMS.length] ?? 'web')
  return shuffled([...victims, ...Array<string>(SUPERVISOR_KILLS).fill('supervisor')], random)
}

/** At the moment, or as soon as the victim runs: after some deaths the supervisor takes longer pauses. @returns when all worked again */
async function killAtMoments(product: Product, plan: string[], random: Random): Promise<number> {
  for (const victim of plan) {
    await wait(random() * 2 * PAUSE_MS)
    while (!kill(product.dataDir, victim)) await wait(integer(random, 5, 50))
    if (victim === 'supervisor') product.supervisor = await startProduct({ dataDir: product.dataDir, port: PORT })
  }
  await untilReady(PORT, product.supervisor)
  return Date.now()
}

function report(sent: Sent[], plan: string[], emptyAfterMs: number | null) {
  const count = (names: string[]) =>
    Object.fromEntries([...VICTIMS, 'supervisor'].map((name) => [name, names.filter((each) => each === name).length]))
  const refused: Record<string, number> = {}
  for (const one of sent)
    for (const [why, times] of Object.entries(one.refused)) refused[why] = (refused[why] ?? 0) + times
  const attempts = sent.reduce((sum, one) => sum + one.attempts, 0)
  process.stdout.write(
    `measured: kills ${JSON.stringify(count(plan))}; ${sent.length} events acknowledged in ${attempts} attempts, not at first: ${JSON.stringify(refused)}; backlog empty ${emptyAfterMs} ms after the last restart\n`,
  )
}
