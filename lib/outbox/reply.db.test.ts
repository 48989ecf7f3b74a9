import { expect, test } from 'vitest'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { lapse, outcomeOf } from '@/lib/platform/testing/commands'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { connectPopp } from '@/lib/platform/testing/popp-connection'
import { claimItem } from '@/lib/reviews/claim-service'
import { replyToCandidate } from '@/lib/reviews/reply-service'
import { undoAction } from '@/lib/reviews/undo-service'
import { cancelCall } from './change-service'
import { actingOn } from './service'

useTestDatabase()

const WORDS = 'When can you start?'

async function held({ connected = true } = {}) {
  const desk = await createDesk()
  const [ada, bob, admin] = [await desk.member(), await desk.member(), await desk.member('admin')]
  if (connected) await connectPopp(desk.organizationId, 'http://127.0.0.1:9/v1')
  const item = await desk.reviewItem()
  await claimItem(ada, item.id)
  return { desk, ada, bob, admin, ...item }
}

const replies = (reviewItemId: string) => db().outwardCall.count({ where: { reviewItemId, kind: 'reply' } })

test('only who holds the item, as it is, writes to the candidate', async () => {
  const { ada, bob, id, desk } = await held()
  const ask = async (member: typeof ada, version: number) =>
    outcomeOf(await replyToCandidate(member, id, { version, text: WORDS }))
  expect(await ask(bob, 1)).toBe('held-by-other')
  expect(await ask(ada, 0)).toBe('stale-version')
  expect(await ask(await (await createDesk()).member(), 1)).toBe('not-found')
  await lapse(id)
  expect(await ask(ada, 1)).toBe('not-held')
  expect(await replies(id)).toBe(0)
  expect(desk.organizationId).toBe(ada.organizationId)
})

test('nobody writes to a candidate who opted out, nor without a key for Popp’s API', async () => {
  const { ada, id, recordKey } = await held()
  await db().conversation.updateMany({ where: { recordKey }, data: { optedOut: true } })
  expect(outcomeOf(await replyToCandidate(ada, id, { version: 1, text: WORDS }))).toBe('opted-out')
  const other = await held({ connected: false })
  expect(outcomeOf(await replyToCandidate(other.ada, other.id, { version: 1, text: WORDS }))).toBe('not-connected')
  expect((await replies(id)) + (await replies(other.id))).toBe(0)
})

test('the same key again is one message and answered alike; other words under it are refused', async () => {
  const { ada, id } = await held()
  const marks = { idempotencyKey: newId() }
  const [first, second] = await Promise.all([
    replyToCandidate(ada, id, { version: 1, text: WORDS }, marks),
    replyToCandidate(ada, id, { version: 1, text: WORDS }, marks),
  ])
  expect([first, second].map((result) => result.ok && result.actionId)).toEqual([
    expect.any(String),
    first.ok && first.actionId,
  ])
  expect(outcomeOf(await replyToCandidate(ada, id, { version: 2, text: 'No.' }, marks))).toBe('key-reused')
  expect(await replies(id)).toBe(1)
})

test('its words are nowhere readable at rest, and the trail has none of them', async () => {
  const { ada, id } = await held()
  await replyToCandidate(ada, id, { version: 1, text: WORDS })
  const call = await db().outwardCall.findFirstOrThrow({ where: { reviewItemId: id, kind: 'reply' } })
  expect(Buffer.from(call.payload!).toString('latin1')).not.toContain('start')
  const trail = await db().auditEntry.findMany({ where: { subjectId: id, action: 'reply-wanted' } })
  expect(trail).toMatchObject([{ memberId: ada.memberId }])
  expect(JSON.stringify(trail)).not.toContain('start')
})

test('taken back before it left, neither it nor the take-over that it alone wanted is sent', async () => {
  const { ada, id, recordKey } = await held()
  await db().outwardCall.deleteMany({ where: { recordKey } })
  const sent = await replyToCandidate(ada, id, { version: 1, text: WORDS })
  const callId = sent.ok ? sent.actionId! : ''
  expect((await actingOn(ada, recordKey)).calls).toMatchObject([
    { kind: 'take-over', state: 'waiting' },
    { id: callId, kind: 'reply', state: 'waiting', text: WORDS, mayAct: true },
  ])
  expect(await cancelCall(ada, callId)).toMatchObject({ ok: true, call: { state: 'cancelled' } })
  expect((await actingOn(ada, recordKey)).calls).toEqual([])
  expect(await cancelCall(ada, callId)).toEqual({ ok: false, reason: 'not-waiting' })
  expect(await db().auditEntry.count({ where: { subjectId: callId, action: 'outward-call-cancelled' } })).toBe(1)
})

test('what is on its way is not taken back, and no undo pretends that it was', async () => {
  const { ada, id } = await held()
  const sent = await replyToCandidate(ada, id, { version: 1, text: WORDS })
  const callId = sent.ok ? sent.actionId! : ''
  await db().outwardCall.updateMany({ where: { id: callId }, data: { state: 'sending' } })
  expect(await cancelCall(ada, callId)).toEqual({ ok: false, reason: 'not-waiting' })
  expect((await undoAction(ada, callId)).ok).toBe(false)
})

test('a colleague neither cancels nor repeats another’s words, an admin does, an auditor nothing', async () => {
  const { desk, ada, bob, admin, id } = await held()
  const auditor = await desk.member('auditor')
  const sent = await replyToCandidate(ada, id, { version: 1, text: WORDS })
  const callId = sent.ok ? sent.actionId! : ''
  expect(await cancelCall(bob, callId)).toEqual({ ok: false, reason: 'not-yours' })
  expect(await cancelCall(auditor, callId)).toEqual({ ok: false, reason: 'not-yours' })
  expect(await cancelCall(await (await createDesk()).member('admin'), callId)).toEqual({
    ok: false,
    reason: 'not-found',
  })
  expect(await cancelCall(admin, callId)).toMatchObject({ ok: true })
})
