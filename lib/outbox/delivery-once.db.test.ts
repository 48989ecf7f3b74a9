import { expect, test, vi } from 'vitest'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { forgetPerProcess } from '@/lib/platform/singleton'
import { ALL_DONE, textOf, useActingWorld, WORDS } from '@/lib/platform/testing/acting-world'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { handlers } from '@/lib/worker/outward'
import { repeatCall } from './change-service'
import { leaseCalls } from './lease-store'
import type { OutwardKind } from './schema'
import { listOutwardCalls } from './service'
import { settleReplies } from './settle-service'

useTestDatabase()
const { popp, startWorker, stopWorker, createScene } = useActingWorld()

const PROMPT = { timeout: 15_000, interval: 20 }

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
  await stopWorker()
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
