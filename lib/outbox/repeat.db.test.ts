import { expect, test } from 'vitest'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { granted } from '@/lib/platform/testing/commands'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { connectPopp } from '@/lib/platform/testing/popp-connection'
import { claimItem, releaseClaim } from '@/lib/reviews/claim-service'
import { reopenItem, resolveItem } from '@/lib/reviews/decision-service'
import { replyToCandidate } from '@/lib/reviews/reply-service'
import { undoAction } from '@/lib/reviews/undo-service'
import { cancelCall, repeatCall } from './change-service'
import { finishCall } from './outcome-store'
import type { OutwardKind } from './schema'
import { actingOn } from './service'

useTestDatabase()

async function createScene() {
  const desk = await createDesk()
  const { organizationId } = desk
  const ada = await desk.member()
  await connectPopp(organizationId, 'http://127.0.0.1:9/v1')
  const { id, recordKey } = await desk.reviewItem()
  const version = async () => (await db().reviewItem.findFirstOrThrow({ where: { organizationId, id } })).version
  const actions: string[] = []
  const did = async (command: Parameters<typeof granted>[0]) => {
    actions.push((await granted(command)).actionId)
  }
  const end = (state: 'done' | 'failed') => () =>
    db().outwardCall.updateMany({
      where: { organizationId, state: 'waiting' },
      data: { state, attempts: 60, error: state === 'failed' ? 'unavailable' : null },
    })
  const steps = {
    claim: () => did(claimItem(ada, id)),
    release: async () => did(releaseClaim(ada, id, await version())),
    resolve: async () =>
      did(resolveItem(ada, id, { version: await version(), outcome: 'proceed', reason: '', idempotencyKey: newId() })),
    reopen: async () => did(reopenItem(ada, id, { version: await version(), reason: 'She called.' })),
    reply: async () => did(replyToCandidate(ada, id, { version: await version(), text: 'When can you start?' })),
    undo: () => granted(undoAction(ada, actions.pop()!)),
    done: end('done'),
    failed: end('failed'),
  }
  return {
    ada,
    organizationId,
    run: async (names: string) => {
      for (const name of names.split(', ')) await steps[name as keyof typeof steps]()
    },
    /** The first call of this kind that failed. */
    failed: async (kind: string) => {
      const { calls } = await actingOn(ada, recordKey)
      return calls.find((call) => call.kind === kind && call.state === 'failed')!
    },
  }
}

test.each<[steps: string, kind: OutwardKind]>([
  ['claim, done, resolve, failed, reopen, done', 'hand-back'],
  ['claim, done, resolve, failed, reopen', 'hand-back'],
  ['claim, failed, resolve, done', 'take-over'],
  ['claim, failed, resolve', 'take-over'],
  ['claim, failed, undo', 'take-over'],
  ['claim, failed, release', 'take-over'],
  ['claim, failed, release, claim', 'take-over'],
  ['claim, failed, reply', 'take-over'],
  ['claim, done, resolve, failed, undo', 'hand-back'],
  ['claim, done, undo, failed, claim', 'hand-back'],
])('%s: the %s is superseded, not repeated and can be given up', async (steps, kind) => {
  const scene = await createScene()
  await scene.run(steps)
  const { id, isSuperseded } = await scene.failed(kind)
  expect(isSuperseded).toBe(true)
  expect(await repeatCall(scene.ada, id)).toEqual({ ok: false, reason: 'superseded' })
  expect(await cancelCall(scene.ada, id)).toMatchObject({ ok: true, call: { state: 'cancelled' } })
})

test.each<[steps: string, kind: OutwardKind]>([
  ['claim, failed', 'take-over'],
  ['claim, release, undo, failed', 'take-over'],
  ['claim, reply, release, failed', 'take-over'],
  ['claim, done, resolve, failed', 'hand-back'],
  ['claim, done, undo, failed', 'hand-back'],
  ['claim, done, resolve, done, undo, failed', 'take-over'],
])('%s: the %s is still wanted and repeated', async (steps, kind) => {
  const scene = await createScene()
  await scene.run(steps)
  const { id, isSuperseded } = await scene.failed(kind)
  expect(isSuperseded).toBe(false)
  expect(await repeatCall(scene.ada, id)).toMatchObject({ ok: true, call: { state: 'waiting' } })
})

test('a take-over for which a reply waits is repeated, though a hand-back waits behind the reply', async () => {
  const scene = await createScene()
  await scene.run('claim, failed, reply')
  await db().outwardCall.updateMany({
    where: { organizationId: scene.organizationId, kind: 'take-over', state: 'waiting' },
    data: { state: 'failed', error: 'invalid', attempts: 1 },
  })
  await scene.run('resolve')
  const [first, second] = await db().outwardCall.findMany({
    where: { organizationId: scene.organizationId, kind: 'take-over' },
    orderBy: { createdAt: 'asc' },
  })
  expect(await repeatCall(scene.ada, first!.id)).toEqual({ ok: false, reason: 'superseded' })
  expect(await repeatCall(scene.ada, second!.id)).toMatchObject({ ok: true })
})

test('an attempt from before it was repeated writes no outcome any more', async () => {
  const scene = await createScene()
  await scene.run('claim, failed')
  const call = await scene.failed('take-over')
  expect(await repeatCall(scene.ada, call.id)).toMatchObject({ ok: true, call: { attempts: 60 } })
  await db().outwardCall.updateMany({ where: { id: call.id }, data: { state: 'sending', attempts: { increment: 1 } } })
  const { organizationId } = scene
  const old = { organizationId, id: call.id, attempts: 2 }
  expect(await finishCall(db(), old, 'done', null)).toBe(false)
  expect(await finishCall(db(), { ...old, attempts: 61 }, 'done', null)).toBe(true)
})
