import { expect, test, vi } from 'vitest'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { forgetPerProcess } from '@/lib/platform/singleton'
import { ALL_DONE, textOf, useActingWorld, WORDS } from '@/lib/platform/testing/acting-world'
import { granted } from '@/lib/platform/testing/commands'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { connectPopp } from '@/lib/platform/testing/popp-connection'
import { mulberry32 } from '@/lib/popp/simulator/random'
import { claimItem } from '@/lib/reviews/claim-service'
import { resolveItem } from '@/lib/reviews/decision-service'
import { replyToCandidate } from '@/lib/reviews/reply-service'
import { undoAction } from '@/lib/reviews/undo-service'
import { repeatCall } from './change-service'
import { actingOn, listOutwardCalls } from './service'

useTestDatabase()
const { popp, startWorker, createScene } = useActingWorld()

const PROMPT = { timeout: 15_000, interval: 20 }

test('claim takes over, a reply is said and resolve hands back: in Popp exactly once each, in this order', async () => {
  const scene = await createScene()
  startWorker()
  await scene.claim()
  await scene.reply()
  await scene.resolve()
  expect(popp.heard).toEqual([])
  await scene.due()
  await vi.waitFor(async () => expect(await scene.states()).toEqual(ALL_DONE), PROMPT)
  expect(popp.heard).toEqual(['take-over', 'messages', 'hand-back'])
  expect(popp.messages.map(({ text }) => text)).toEqual([WORDS])
})

test('undone within the window, Popp never hears of it', async () => {
  const scene = await createScene()
  startWorker()
  const { actionId } = await scene.claim()
  await granted(undoAction(scene.ada, actionId))
  await scene.due()
  // What another member wants afterwards is done: the worker has looked.
  const other = await createScene()
  await other.claim()
  await other.due()
  await vi.waitFor(async () => expect(await other.states()).toEqual(['take-over done']), PROMPT)
  expect(popp.heard).toEqual(['take-over'])
  expect(await scene.states()).toEqual(['take-over cancelled'])
})

test('while Popp’s API is down local work goes on, and afterwards everything is delivered once, in order', async () => {
  const scene = await createScene()
  popp.behave(() => ({ status: 503 }))
  startWorker()
  await scene.claim()
  await scene.due()
  await vi.waitFor(() => expect(popp.calls.length).toBeGreaterThan(0), PROMPT)
  await scene.reply()
  const { item } = await scene.resolve()
  expect(item.state).toBe('resolved')
  await vi.waitFor(async () => expect((await scene.states())[0]).toBe('take-over waiting'), PROMPT)
  expect(popp.heard).toEqual([])
  popp.work()
  await scene.due()
  await vi.waitFor(async () => expect(await scene.states()).toEqual(ALL_DONE), PROMPT)
  expect(popp.heard).toEqual(['take-over', 'messages', 'hand-back'])
})

test('a reply goes behind a take-over that succeeded, though an earlier one had failed; without, it waits for a decision', async () => {
  const scene = await createScene()
  await scene.claim()
  popp.behave(() => ({ status: 422 }))
  startWorker()
  await scene.due()
  await vi.waitFor(async () => expect(await scene.states()).toEqual(['take-over failed']), PROMPT)
  await scene.reply()
  await scene.due()
  const stuck = ['take-over failed', 'take-over failed', 'reply waiting']
  await vi.waitFor(async () => expect(await scene.states()).toEqual(stuck), PROMPT)
  const { calls } = await actingOn(scene.ada, scene.recordKey)
  expect(calls[2]).toMatchObject({ waitsFor: { kind: 'take-over', state: 'failed' } })
  popp.work()
  expect(await repeatCall(scene.ada, calls[1]!.id)).toMatchObject({ ok: true })
  const said = ['take-over failed', 'take-over done', 'reply done']
  await vi.waitFor(async () => expect(await scene.states()).toEqual(said), PROMPT)
  expect(popp.heard).toEqual(['take-over', 'messages'])
})

const MANY = 12
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9))

test(`of ${MANY} conversations under an API that refuses, cuts and loses answers each is taken over, answered once and handed back, in this order`, async () => {
  process.stderr.write(`seed: ${SEED}\n`)
  const random = mulberry32(SEED)
  const desk = await createDesk()
  const [ada, admin] = [await desk.member(), await desk.member('admin')]
  const { organizationId } = desk
  await connectPopp(organizationId, popp.baseUrl)
  const heard = new Map<string, string[]>()
  popp.behave(({ method, path, body }, { request }) => {
    const [record, act] = path.split('?')[0]!.split('/').slice(-2) as [string, string]
    const said = heard.get(record) ?? []
    heard.set(record, said)
    if (method === 'GET') return { json: { data: messagesOf(said) } }
    const fate = random()
    if (fate < 0.15) return { status: 503 }
    if (fate < 0.25) return { status: 429, headers: { 'retry-after': '0' } }
    if (fate > 0.85) request.socket.destroy()
    if (fate > 0.95) return 'handled'
    said.push(act === 'messages' ? textOf(body) : act)
    return fate > 0.85 ? 'handled' : { json: {} }
  })
  for (let n = 0; n < MANY; n++) {
    const { id } = await desk.reviewItem()
    await granted(claimItem(ada, id))
    await granted(replyToCandidate(ada, id, { version: 1, text: WORDS }))
    const verdict = { outcome: 'answered-candidate', reason: '', idempotencyKey: newId() } as const
    await granted(resolveItem(ada, id, { version: 2, ...verdict }))
  }
  startWorker()
  const where = { organizationId }
  await expect
    .poll(
      async () => {
        forgetPerProcess('popp-circuits')
        await db().outwardCall.updateMany({ where: { ...where, state: 'waiting' }, data: { dueAt: new Date(0) } })
        for (const { id } of (await listOutwardCalls(admin, { state: 'trouble' })).calls) await repeatCall(admin, id)
        return db().outwardCall.count({ where: { ...where, state: { not: 'done' } } })
      },
      { timeout: 60_000, interval: 50 },
    )
    .toBe(0)
  const wrong = [...heard].filter(([, said]) => distinct(said).join() !== `take-over,${WORDS},hand-back`)
  expect(wrong).toEqual([])
  expect([...heard.values()].map((said) => said.filter((one) => one === WORDS).length)).toEqual(Array(MANY).fill(1))
  expect(await db().issue.count({ where: { ...where, state: 'open' } })).toBe(0)
}, 300_000)

const messagesOf = (said: string[]) =>
  said
    .filter((one) => one === WORDS)
    .map((text) => ({ id: newId(), role: 'recruiter', text, createdAt: new Date().toISOString() }))
/** Taking over twice in a row is taking over. */
const distinct = (said: string[]) => said.filter((one, place) => one !== said[place - 1])
