import { expect, test, vi } from 'vitest'
import { db } from '@/lib/platform/db'
import { useActingWorld } from '@/lib/platform/testing/acting-world'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { cancelCall } from './change-service'
import { listOutwardCalls } from './service'

useTestDatabase()
const { popp, startWorker, createScene } = useActingWorld()

const PROMPT = { timeout: 15_000, interval: 20 }

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
