import { expect, test, vi } from 'vitest'
import { db } from '@/lib/platform/db'
import { useActingWorld, WORDS } from '@/lib/platform/testing/acting-world'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { replyInPopp } from './act-service'
import { leaseCalls } from './lease-store'
import { settleReplies } from './settle-service'

useTestDatabase()
const { popp, startWorker, createScene } = useActingWorld()

const PROMPT = { timeout: 15_000, interval: 20 }

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
  const unsent = { state: 'again', reason: 'not-sent-in-time' }
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
})

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
