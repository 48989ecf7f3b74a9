import { afterEach, beforeEach, expect, test } from 'vitest'
import type { OutwardList } from '@/lib/outbox/schema'
import { db } from '@/lib/platform/db'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk, type Desk } from '@/lib/platform/testing/desk'
import { createPoppWorld, type PoppWorld } from '@/lib/platform/testing/popp-world'
import type { Write } from '@/lib/popp/simulator/peer/known'
import { inTurns, type MemberApi } from '../member-api'
import { useWebAndWorker } from './web-and-worker'

const IS_LONG = process.env.RELIABILITY === 'long'
const CONVERSATIONS = IS_LONG ? 300 : 12
const PATIENCE = { timeout: IS_LONG ? 400_000 : 40_000, interval: 50 }
const WRITES: Write['call'][] = ['take-over', 'send-message', 'hand-back']
const REPLY = /conversations\/([^/]+)\/messages$/
/** So many recruiters, each at one item at a time. */
const RECRUITERS = 4

useTestDatabase()
const product = useWebAndWorker()

let desk: Desk
let world: PoppWorld
let recruiters: MemberApi[]
beforeEach(async () => {
  desk = await createDesk()
  world = await createPoppWorld(product.web, desk)
  await db().poppConnection.updateMany({ data: { takeOverOnClaim: true, handBackOnResolve: true } })
  const members = Array.from({ length: RECRUITERS }, () => desk.member())
  recruiters = await Promise.all(members.map(async (member) => product.as(await member)))
})
afterEach(() => world.popp.stop())

test(
  `of ${CONVERSATIONS} conversations each is taken over, answered and handed back once in Popp, though its API was down, then failed now and then, and a worker was killed`,
  async () => {
    const { popp } = world
    const recordIds = Array.from({ length: CONVERSATIONS }, (_, n) => `conv_${n}`)
    await inTurns(recordIds, 16, (recordId) => popp.tell(recordId, ['started', 'needs-review']))
    await expect.poll(() => db().reviewItem.count({ where: ours() }), PATIENCE).toBe(CONVERSATIONS)

    await popp.control({ api: { status: 503 } })
    await workOnAll()
    expect(await db().reviewItem.count({ where: { ...ours(), state: 'resolved' } })).toBe(CONVERSATIONS)
    expect(popp.writes).toEqual([])

    await popp.control({ heal: true, api: { on: WRITES, share: 0.1, status: 503 } })
    await popp.control({ api: { on: WRITES, share: 0.1, drop: 'after' } })
    const backAt = performance.now()
    const since = () => `${((performance.now() - backAt) / 1_000).toFixed(1)} s`
    if (!IS_LONG) await startWorkerAnew()
    await delivered('take-over', 1)
    const first = since()
    await delivered('hand-back', CONVERSATIONS / 3)
    const underWay = await killAmidReplies()
    await product.startWorker()
    await untilAllDone()
    await expectEachOnce(recordIds)
    process.stdout.write(
      `measured: ${CONVERSATIONS} conversations, three acts each, each once: the first ${first} after Popp was back, the last after ${since()}; ${underWay} replies had left unanswered when the worker was killed\n`,
    )
  },
  PATIENCE.timeout * 3,
)

async function expectEachOnce(recordIds: string[]) {
  const { writes } = world.popp
  const accepted = writes.filter((write) => write.accepted)
  const heard = recordIds.map((id) => accepted.filter(({ recordId }) => recordId === id).map(({ call }) => call))
  expect(heard).toEqual(recordIds.map(() => WRITES))
  const said = writes.filter(({ call }) => call === 'send-message')
  expect(said).toHaveLength(recordIds.length)
  expect(said.filter(({ recordId, text }) => text !== wordsTo(recordId))).toEqual([])
  expect(await db().outwardCall.count({ where: ours() })).toBe(WRITES.length * recordIds.length)
  expect(await db().issue.count({ where: { ...ours(), state: { not: 'resolved' } } })).toBe(0)
}

const ours = () => ({ organizationId: desk.organizationId })

/** As if the time for undoing were over. */
const due = () => db().outwardCall.updateMany({ where: { ...ours(), state: 'waiting' }, data: { dueAt: new Date(0) } })

/** The recruiters claim, and when that could not be told to Popp they go on nevertheless. */
async function workOnAll() {
  const items = await db().reviewItem.findMany({ where: ours(), select: { id: true, recordKey: true } })
  const versions = await byAll(
    items,
    async (api, { id }) => (await api<Answered>('POST', `${of(id)}/claim`)).item.version,
  )
  await due()
  const inVain = () => db().outwardCall.count({ where: { ...ours(), state: 'waiting', attempts: { gt: 0 } } })
  await expect.poll(inVain, PATIENCE).toBeGreaterThan(0)
  await byAll(items, async (api, { id, recordKey }) => {
    const reply = { version: versions.get(id), text: wordsTo(recordKey) }
    const { version } = (await api<Answered>('POST', `${of(id)}/reply`, reply)).item
    const verdict = { version, outcome: 'answered-candidate', reason: '', idempotencyKey: `resolve-${id}` }
    await api('POST', `${of(id)}/resolution`, verdict)
  })
  await due()
}

/** One that had no answer leaves Popp alone for half a minute. */
async function startWorkerAnew() {
  await product.worker.stop()
  await due()
  await product.startWorker()
}

/** Resolves when so many acts of this kind have arrived in Popp. */
const delivered = (call: Write['call'], count: number) =>
  expect
    .poll(() => world.popp.writes.filter((write) => write.call === call).length, { ...PATIENCE, interval: 5 })
    .toBeGreaterThanOrEqual(count)

/** Kills the worker while replies have left and are not answered yet; resolves to how many, when they have arrived. */
async function killAmidReplies(): Promise<number> {
  const { requests, writes, control } = world.popp
  const from = requests.length
  await control({ heal: true, api: { on: ['send-message'], delayMs: 500 } })
  const left = () =>
    requests.slice(from).flatMap(({ method, path }) => (method === 'POST' && REPLY.exec(path)?.[1]) || [])
  await expect.poll(() => left().length, { ...PATIENCE, interval: 5 }).toBeGreaterThan(0)
  await product.worker.kill()
  const hasArrived = (id: string) => writes.some(({ call, recordId }) => call === 'send-message' && recordId === id)
  const underWay = left().filter((recordId) => !hasArrived(recordId))
  await expect.poll(() => underWay.every(hasArrived), PATIENCE).toBe(true)
  await control({ heal: true })
  return underWay.length
}

/** What nobody knows the outcome of, an admin repeats. */
async function untilAllDone() {
  const admin = await product.as(await desk.member('admin'))
  const unfinished = async () => {
    const { calls } = await admin<OutwardList>('GET', '/api/outward-calls')
    for (const { id } of calls) await admin('POST', `/api/outward-calls/${id}/repetition`)
    return db().outwardCall.count({ where: { ...ours(), state: { not: 'done' } } })
  }
  await expect.poll(unfinished, PATIENCE).toBe(0)
}

type Answered = { item: { version: number } }
const wordsTo = (recordKey: string) => `When can you start? (${recordKey})`

const of = (itemId: string) => `/api/review-items/${itemId}`

/** Each recruiter takes one item after the other. @returns what became of each */
async function byAll<Item extends { id: string }, T>(
  items: readonly Item[],
  act: (api: MemberApi, item: Item) => Promise<T>,
): Promise<Map<string, T>> {
  const results = new Map<string, T>()
  const work = items.map((item, n) => ({ item, api: recruiters[n % RECRUITERS]! }))
  await inTurns(work, RECRUITERS, async ({ item, api }) => results.set(item.id, await act(api, item)))
  return results
}
