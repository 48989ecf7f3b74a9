import { expect, test } from 'vitest'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { granted, lapse, releaseAllOf } from '@/lib/platform/testing/commands'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { patiently } from '@/lib/platform/testing/patience'
import { connectPopp } from '@/lib/platform/testing/popp-connection'
import { runBulk } from '@/lib/reviews/bulk-service'
import { claimItem, claimNext, releaseClaim } from '@/lib/reviews/claim-service'
import { reopenItem, resolveItem } from '@/lib/reviews/decision-service'
import { replyToCandidate } from '@/lib/reviews/reply-service'
import { sweepEnded } from '@/lib/reviews/sweep-service'
import { handOverItem, skipItem, snoozeItem } from '@/lib/reviews/turn-service'
import { undoAction } from '@/lib/reviews/undo-service'

useTestDatabase()

type Settings = Parameters<typeof connectPopp>[2] | null
const NOWHERE = 'http://127.0.0.1:9/v1'

/** One item, what Ada does to it step by step, and what the outbox holds. `null` = no key is set at all. */
async function createScene(settings: Settings = {}) {
  const desk = await createDesk()
  const ada = await desk.member()
  if (settings) await connectPopp(desk.organizationId, NOWHERE, settings)
  const { id, recordKey } = await desk.reviewItem()
  const { organizationId } = desk
  const calls = { organizationId, recordKey }
  const version = async () => (await db().reviewItem.findFirstOrThrow({ where: { organizationId, id } })).version
  const actions: string[] = []
  const did = async (command: Parameters<typeof granted>[0]) => {
    actions.push((await granted(command)).actionId)
  }
  const steps = {
    claim: () => did(claimItem(ada, id)),
    'claim next': () => claimNext(ada),
    release: async () => did(releaseClaim(ada, id, await version())),
    snooze: async () => did(snoozeItem(ada, id, { version: await version(), until: new Date(Date.now() + 3_600_000) })),
    skip: async () => did(skipItem(ada, id, { version: await version(), reason: '' })),
    'hand over': async () =>
      did(handOverItem(ada, id, { version: await version(), to: { role: 'recruiter' }, note: '' })),
    resolve: async () =>
      did(resolveItem(ada, id, { version: await version(), outcome: 'proceed', reason: '', idempotencyKey: newId() })),
    'resolve in bulk': async () =>
      runBulk(ada, {
        batchId: newId(),
        items: [{ id, version: await version() }],
        command: { kind: 'resolve', outcome: 'proceed', reason: '' },
      }),
    reopen: async () => did(reopenItem(ada, id, { version: await version(), reason: 'She called.' })),
    reply: async () => did(replyToCandidate(ada, id, { version: await version(), text: 'When can you start?' })),
    undo: () => granted(undoAction(ada, actions.pop()!)),
    lapse: async () => {
      await lapse(id)
      await sweepEnded()
    },
    'sign out': () => releaseAllOf(organizationId, ada.memberId),
    /** The worker has sent whatever waited. */
    sent: () =>
      db().outwardCall.updateMany({ where: { ...calls, state: 'waiting' }, data: { state: 'done', attempts: 1 } }),
    /** The worker has tried in vain: it may have arrived. */
    tried: () => db().outwardCall.updateMany({ where: { ...calls, state: 'waiting' }, data: { attempts: 1 } }),
    failed: () =>
      db().outwardCall.updateMany({
        where: { ...calls, state: 'waiting' },
        data: { state: 'failed', error: 'unavailable', attempts: 60 },
      }),
    'opted out': () => db().conversation.updateMany({ where: calls, data: { optedOut: true, ended: true } }),
    ended: () => db().conversation.updateMany({ where: calls, data: { ended: true } }),
  }
  return {
    ada,
    id,
    run: async (names: string) => {
      for (const name of names.split(', ')) await steps[name as keyof typeof steps]()
    },
    /** In the order in which they leave, with those that came to nothing in brackets. */
    calls: async () => {
      const rows = await db().outwardCall.findMany({ where: calls, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })
      const words = { waiting: '', sending: '', done: ' ✓', failed: ' ✗', unclear: ' ?', cancelled: '' }
      return rows.map(({ kind, state }) => (state === 'cancelled' ? `(${kind})` : kind + words[state])).join(', ')
    },
  }
}

/** The table in this room's README. A waiting call bears no mark, ✓ was done, ✗ failed, (…) came to nothing. */
const cases: [steps: string, calls: string, settings?: Settings][] = [
  // Taking over
  ['claim', 'take-over'],
  ['claim next', 'take-over'],
  ['claim', '', null],
  ['claim', '', { keyCiphertext: null }],
  ['claim', '', { takeOverOnClaim: false }],
  ['ended, claim', ''],
  ['opted out, claim', ''],
  ['claim, undo', '(take-over)'],
  ['claim, sent, undo', 'take-over ✓, hand-back'],
  ['claim, tried, undo', 'take-over, hand-back'],
  ['claim, failed, undo', 'take-over ✗'],
  ['claim, release', '(take-over)'],
  ['claim, snooze', '(take-over)'],
  ['claim, skip', '(take-over)'],
  ['claim, hand over', '(take-over)'],
  ['claim, lapse', '(take-over)'],
  ['claim, sign out', '(take-over)'],
  ['claim, release, undo', 'take-over'],
  ['claim, release, claim', '(take-over), take-over'],
  ['claim, tried, release', 'take-over'],
  ['claim, tried, release, claim', 'take-over'],
  ['claim, sent, release', 'take-over ✓'],
  ['claim, sent, release, claim', 'take-over ✓, take-over'],
  // Undone, it is as it was before: taken over already.
  ['claim, sent, release, claim, sent, undo', 'take-over ✓, take-over ✓'],
  // Handing back
  ['claim, sent, resolve', 'take-over ✓, hand-back'],
  ['claim, sent, resolve in bulk', 'take-over ✓, hand-back'],
  ['claim, sent, resolve', 'take-over ✓', { handBackOnResolve: false }],
  ['claim, resolve', '(take-over)'],
  ['claim, resolve', 'take-over', { handBackOnResolve: false }],
  ['claim, tried, resolve', 'take-over, hand-back'],
  ['claim, failed, resolve', 'take-over ✗, hand-back'],
  ['resolve in bulk', ''],
  ['ended, claim, resolve', ''],
  ['claim, sent, ended, resolve', 'take-over ✓, hand-back'],
  ['claim, sent, opted out, resolve', 'take-over ✓'],
  // Where claims do not take over, somebody may have done it in Popp by hand.
  ['claim, resolve', 'hand-back', { takeOverOnClaim: false }],
  ['ended, claim, resolve', '', { takeOverOnClaim: false }],
  ['claim, sent, resolve, undo', 'take-over ✓, (hand-back)'],
  ['claim, sent, resolve, sent, undo', 'take-over ✓, hand-back ✓, take-over'],
  ['claim, resolve, undo', 'take-over'],
  ['claim, sent, resolve, reopen', 'take-over ✓, (hand-back)'],
  ['claim, sent, resolve, reopen, undo', 'take-over ✓, hand-back'],
  ['claim, sent, resolve, sent, reopen', 'take-over ✓, hand-back ✓, take-over'],
  ['claim, sent, resolve, sent, reopen, undo', 'take-over ✓, hand-back ✓, (take-over)'],
  ['claim, sent, resolve, sent, reopen, sent, undo', 'take-over ✓, hand-back ✓, take-over ✓, hand-back'],
  // Replies
  ['claim, reply', 'take-over, reply'],
  ['claim, reply', 'take-over, reply', { takeOverOnClaim: false }],
  ['claim, sent, reply', 'take-over ✓, reply'],
  ['claim, failed, reply', 'take-over ✗, take-over, reply'],
  ['ended, claim, reply', 'reply'],
  ['claim, reply, release', 'take-over, reply'],
  ['claim, reply, resolve', 'take-over, reply, hand-back'],
  ['claim, reply, sent, resolve', 'take-over ✓, reply ✓, hand-back'],
  ['claim, reply, reply', 'take-over, reply, reply'],
  ['claim, reply, resolve', 'take-over, reply, hand-back', { takeOverOnClaim: false }],
]

test.each(cases)('%s → %s', async (steps, calls, settings) => {
  const scene = await createScene(settings)
  await scene.run(steps)
  expect(await scene.calls()).toBe(calls)
})

test('what a claim wants waits for the undo window, in the same transaction as the claim', async () => {
  const scene = await createScene()
  await scene.run('claim')
  const call = await db().outwardCall.findFirstOrThrow({ where: { reviewItemId: scene.id } })
  const waits = call.dueAt.getTime() - call.createdAt.getTime()
  expect(waits).toBeGreaterThanOrEqual(10_000)
  expect(waits).toBeLessThan(12_000)
  expect(call).toMatchObject({ kind: 'take-over', memberId: scene.ada.memberId, actionId: call.id })
})

test('of 200 claims at the same moment one takes over', async () => {
  const scene = await createScene()
  await Promise.all(Array.from({ length: 200 }, () => patiently(() => claimItem(scene.ada, scene.id))))
  expect(await scene.calls()).toBe('take-over')
})
