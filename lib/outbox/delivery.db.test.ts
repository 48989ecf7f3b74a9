import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { forgetPerProcess } from '@/lib/platform/singleton'
import { granted } from '@/lib/platform/testing/commands'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { connectPopp } from '@/lib/platform/testing/popp-connection'
import { type PoppPeer, startPoppPeer } from '@/lib/platform/testing/popp-peer'
import { mulberry32 } from '@/lib/popp/simulator/random'
import { claimItem } from '@/lib/reviews/claim-service'
import { resolveItem } from '@/lib/reviews/decision-service'
import { replyToCandidate } from '@/lib/reviews/reply-service'
import { undoAction } from '@/lib/reviews/undo-service'
import { handlers } from '@/lib/worker/outward'
import { runOutward } from '@/lib/worker/outward-loop'
import { replyInPopp } from './act-service'
import { cancelCall, repeatCall } from './change-service'
import { leaseCalls } from './lease-store'
import type { OutwardKind } from './schema'
import { actingOn, listOutwardCalls } from './service'
import { settleReplies } from './settle-service'

useTestDatabase()

const PROMPT = { timeout: 15_000, interval: 20 }
const WORDS = 'When can you start?'

/** Popp as it should be: it keeps what is sent to it. */
interface Popp extends PoppPeer {
  /** Who has the conversation, and what was written, in the order in which it came. */
  heard: string[]
  messages: { id: string; role: string; text: string; createdAt: string }[]
  work: () => void
}

let popp: Popp
let stop: (() => Promise<void>) | null = null

beforeEach(async () => {
  forgetPerProcess('popp-circuits')
  const peer = await startPoppPeer()
  const [heard, messages]: [string[], Popp['messages']] = [[], []]
  const work = () =>
    peer.behave(({ method, path, body }) => {
      if (method === 'GET') return { json: { data: messages, nextToken: null } }
      const act = path.split('/').at(-1)!.split('?')[0]!
      heard.push(act)
      if (act === 'messages')
        messages.push({
          ...{ id: newId(), role: 'recruiter', createdAt: new Date().toISOString() },
          text: textOf(body),
        })
      return { json: {} }
    })
  popp = { ...peer, heard, messages, work }
  work()
})

afterEach(async () => {
  await stop?.()
  stop = null
  await popp.close()
})

const textOf = (body: string) => (JSON.parse(body) as { message: string }).message

function startWorker() {
  const end = new AbortController()
  const running = runOutward(handlers, end.signal, { everyMs: 10 })
  stop = async () => {
    end.abort()
    await running
  }
}

async function createScene() {
  const desk = await createDesk()
  const ada = await desk.member()
  await connectPopp(desk.organizationId, popp.baseUrl)
  const item = await desk.reviewItem()
  const version = async () => (await db().reviewItem.findFirstOrThrow({ where: { id: item.id } })).version
  const where = { organizationId: desk.organizationId }
  return {
    ...{ desk, ada, ...item, where },
    claim: () => granted(claimItem(ada, item.id)),
    reply: async () => granted(replyToCandidate(ada, item.id, { version: await version(), text: WORDS })),
    resolve: async () =>
      granted(
        resolveItem(ada, item.id, {
          ...{ version: await version(), outcome: 'answered-candidate', reason: '', idempotencyKey: newId() },
        }),
      ),
    /** Ten seconds later, or however long a pause is. */
    due: (kind?: OutwardKind) =>
      db().outwardCall.updateMany({ where: { ...where, kind, state: 'waiting' }, data: { dueAt: new Date(0) } }),
    states: async () =>
      (await db().outwardCall.findMany({ where, orderBy: { createdAt: 'asc' } })).map(
        ({ kind, state }) => `${kind} ${state}`,
      ),
  }
}

const ALL_DONE = ['take-over done', 'reply done', 'hand-back done']

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

test('a worker killed after it sent and before it noted so: nothing is said twice, and what was said is found in Popp', async () => {
  const scene = await createScene()
  await scene.claim()
  await scene.reply()
  const die = async (kind: OutwardKind) => {
    await scene.due(kind)
    // It takes the call, Popp hears of it, and nobody writes that down.
    const [call] = await leaseCalls(1, [])
    await handlers[call!.kind]!({ ...call!, payload: WORDS })
    await db().outwardCall.updateMany({
      where: { id: call!.id },
      data: { leaseUntil: new Date(Date.now() - 1_000) },
    })
  }
  await die('take-over')
  expect(popp.heard).toEqual(['take-over'])
  popp.behave(({ path }) => {
    popp.heard.push(path.split('/').at(-1)!)
    return { status: 409 }
  })
  startWorker()
  await vi.waitFor(async () => expect(await scene.states()).toEqual(['take-over done', 'reply waiting']), PROMPT)
  expect(popp.heard).toEqual(['take-over', 'take-over'])
  await stop!()
  popp.work()
  await die('reply')
  startWorker()
  await vi.waitFor(async () => expect(await scene.states()).toEqual(['take-over done', 'reply unclear']), PROMPT)
  expect(await settleReplies(10)).toBe(1)
  expect(await scene.states()).toEqual(['take-over done', 'reply done'])
  expect(popp.messages).toHaveLength(1)
})

test('a reply whose answer was lost is done when Popp has it, and unclear, with an issue, when it does not say', async () => {
  const scene = await createScene()
  await scene.claim()
  await scene.due()
  startWorker()
  await vi.waitFor(async () => expect(await scene.states()).toEqual(['take-over done']), PROMPT)
  popp.behave(({ method, body }, { request }) => {
    if (method === 'GET') return { json: { data: popp.messages } }
    popp.messages.push({ id: newId(), role: 'recruiter', text: textOf(body), createdAt: new Date().toISOString() })
    request.socket.destroy()
    return 'handled'
  })
  await scene.reply()
  await scene.due()
  await vi.waitFor(async () => expect((await scene.states())[1]).toBe('reply done'), PROMPT)
  popp.behave(({ method }, { request }) => {
    if (method === 'GET') return { status: 404 }
    request.socket.destroy()
    return 'handled'
  })
  await scene.reply()
  await scene.due()
  await vi.waitFor(async () => expect((await scene.states())[2]).toBe('reply unclear'), PROMPT)
  expect(popp.messages).toHaveLength(1)
  const issues = await db().issue.findMany({ where: scene.where })
  expect(issues).toMatchObject([{ kind: 'outgoing', cause: 'popp:unavailable', state: 'open' }])
})

test('after an unclear reply the AI is not let in before a person has decided; repeated, it is looked for first', async () => {
  const scene = await createScene()
  await scene.claim()
  await scene.due()
  startWorker()
  await vi.waitFor(async () => expect(await scene.states()).toEqual(['take-over done']), PROMPT)
  popp.behave(({ method }, { request }) => {
    if (method === 'GET') return { status: 500 }
    request.socket.destroy()
    return 'handled'
  })
  const { actionId } = await scene.reply()
  await scene.due()
  await vi.waitFor(async () => expect((await scene.states())[1]).toBe('reply unclear'), PROMPT)
  popp.work()
  forgetPerProcess('popp-circuits')
  await scene.resolve()
  await scene.due()
  await expect.poll(() => scene.states()).toEqual(['take-over done', 'reply unclear', 'hand-back waiting'])
  const admin = await scene.desk.member('admin')
  expect(await listOutwardCalls(admin, { state: 'trouble' })).toMatchObject({
    calls: [{ id: actionId, state: 'unclear', mayAct: true }],
    total: 1,
  })
  expect(await repeatCall(scene.ada, actionId)).toMatchObject({ ok: true })
  await vi.waitFor(async () => expect(await scene.states()).toEqual(ALL_DONE), PROMPT)
  expect(popp.messages.map(({ text }) => text)).toEqual([WORDS])
  expect(await repeatCall(scene.ada, actionId)).toEqual({ ok: false, reason: 'not-in-trouble' })
  expect(await db().issue.findFirst({ where: scene.where })).toMatchObject({ state: 'resolved', resolvedBy: null })
})

test('repeating what Popp has already says nothing twice', async () => {
  const scene = await createScene()
  await scene.claim()
  const { actionId } = await scene.reply()
  const sent = { id: newId(), role: 'recruiter', text: WORDS, createdAt: new Date().toISOString() }
  await db().outwardCall.updateMany({
    where: { id: actionId },
    data: { state: 'unclear', error: 'timeout', attempts: 1, finishedAt: new Date() },
  })
  popp.messages.push(sent)
  expect(await repeatCall(scene.ada, actionId)).toMatchObject({ ok: true, call: { state: 'done' } })
  expect(popp.heard).toEqual([])
})

test.each([
  [404, 'not-found'],
  [422, 'invalid'],
])('what Popp refuses with %i has failed, is told as an issue, and can be given up', async (status, reason) => {
  const scene = await createScene()
  popp.behave(() => ({ status }))
  startWorker()
  await scene.claim()
  await scene.due()
  await vi.waitFor(async () => expect(await scene.states()).toEqual(['take-over failed']), PROMPT)
  const { calls } = await listOutwardCalls(await scene.desk.member('admin'), { state: 'failed' })
  expect(calls).toMatchObject([{ kind: 'take-over', reason, attempts: 1, candidateName: 'Ada Lovelace' }])
  const issue = () => db().issue.findFirstOrThrow({ where: scene.where })
  expect(await issue()).toMatchObject({ kind: 'outgoing', cause: `popp:${reason}`, state: 'open' })
  expect(await cancelCall(scene.ada, calls[0]!.id)).toMatchObject({ ok: true })
  expect(await issue()).toMatchObject({ state: 'resolved' })
})

test('a refused key is an issue at once and tried again slowly; without a key nothing is tried', async () => {
  const scene = await createScene()
  popp.behave(() => ({ status: 401 }))
  startWorker()
  await scene.claim()
  await scene.due()
  await vi.waitFor(async () => expect(await db().issue.count({ where: scene.where })).toBe(1), PROMPT)
  const call = await db().outwardCall.findFirstOrThrow({ where: scene.where })
  expect(call).toMatchObject({ state: 'waiting', error: 'unauthorized' })
  expect(call.dueAt.getTime()).toBeGreaterThan(Date.now() + 200_000)
  await db().poppConnection.updateMany({ where: scene.where, data: { keyCiphertext: null } })
  await scene.due()
  await vi.waitFor(async () => expect(await scene.states()).toEqual(['take-over failed']), PROMPT)
  expect(await db().outwardCall.findFirst({ where: scene.where })).toMatchObject({ error: 'no-key' })
})

test('who opts out while a reply waits does not get it', async () => {
  const scene = await createScene()
  await scene.claim()
  await scene.reply()
  await db().conversation.updateMany({ where: scene.where, data: { optedOut: true } })
  startWorker()
  await scene.due()
  await vi.waitFor(async () => expect(await scene.states()).toEqual(['take-over done', 'reply failed']), PROMPT)
  expect(popp.messages).toEqual([])
})

/** A worker has the reply in hand, and nobody writes down what becomes of it. */
async function replyInHand() {
  const scene = await createScene()
  await scene.claim()
  await scene.reply()
  await db().outwardCall.updateMany({ where: { ...scene.where, kind: 'take-over' }, data: { state: 'done' } })
  await scene.due()
  const [call] = await leaseCalls(1, [])
  return { scene, call: { ...call!, payload: WORDS } }
}

test('a reply whose attempt has been told to end, or counts no more, is not sent', async () => {
  const { scene, call } = await replyInHand()
  const unsent = { state: 'again', reason: 'timeout' }
  expect(await replyInPopp(call, AbortSignal.abort())).toMatchObject(unsent)
  await db().outwardCall.updateMany({ where: scene.where, data: { leaseUntil: new Date(0) } })
  expect(await replyInPopp(call)).toMatchObject(unsent)
  expect(popp.calls).toEqual([])
})

test('a reply that could not be prepared was surely not sent', async () => {
  const { call } = await replyInHand()
  // No id can be asked for: the database throws before anything leaves.
  expect(await replyInPopp({ ...call, id: 'none' })).toEqual({ state: 'again', reason: 'handler-threw' })
  expect(popp.calls).toEqual([])
})

test('who opts out while her reply is looked for does not get it', async () => {
  const { scene, call } = await replyInHand()
  await db().outwardCall.updateMany({ where: { id: call.id }, data: { attempts: 2 } })
  popp.behave((_, { response }) => {
    void db()
      .conversation.updateMany({ where: scene.where, data: { optedOut: true } })
      .then(() => response.end(JSON.stringify({ data: [] })))
    return 'handled'
  })
  expect(await replyInPopp({ ...call, attempts: 2 })).toEqual({ state: 'failed', reason: 'opted-out' })
  expect(popp.calls.map(({ method }) => method)).toEqual(['GET'])
})

test('a search in a Popp that hangs ends when the worker is told to stop', async () => {
  const { scene, call } = await replyInHand()
  await db().outwardCall.updateMany({
    where: { id: call.id },
    data: { state: 'unclear', error: 'timeout', finishedAt: new Date() },
  })
  popp.behave(() => 'handled')
  const end = new AbortController()
  const searching = settleReplies(10, end.signal)
  await vi.waitFor(() => expect(popp.calls).toHaveLength(1), PROMPT)
  end.abort()
  await searching
  expect((await scene.states())[1]).toBe('reply unclear')
  // Without the signal it would have gone on asking.
  expect(popp.calls).toHaveLength(1)
}, 8_000)

test('who opts out while a hand-back waits is not handed back to the AI, and nobody is bothered with it', async () => {
  const scene = await createScene()
  await scene.claim()
  await scene.due()
  startWorker()
  await vi.waitFor(async () => expect(await scene.states()).toEqual(['take-over done']), PROMPT)
  await scene.resolve()
  await db().conversation.updateMany({ where: scene.where, data: { optedOut: true } })
  await scene.due()
  const nothing = ['take-over done', 'hand-back cancelled']
  await vi.waitFor(async () => expect(await scene.states()).toEqual(nothing), PROMPT)
  expect(popp.heard).toEqual(['take-over'])
  expect(await db().issue.count({ where: scene.where })).toBe(0)
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
}, 90_000)

const messagesOf = (said: string[]) =>
  said
    .filter((one) => one === WORDS)
    .map((text) => ({ id: newId(), role: 'recruiter', text, createdAt: new Date().toISOString() }))
/** Taking over twice in a row is taking over. */
const distinct = (said: string[]) => said.filter((one, place) => one !== said[place - 1])
