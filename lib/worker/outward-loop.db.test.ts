import { expect, test, vi } from 'vitest'
import { conversationKinds } from '@/lib/outbox/domain'
import { enqueueCalls, type NewCall } from '@/lib/outbox/enqueue-store'
import type { CallHandler, LeasedCall } from '@/lib/outbox/handler'
import { leaseCalls } from '@/lib/outbox/lease-store'
import { type OutwardKind, outwardKinds } from '@/lib/outbox/schema'
import { db, transaction } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import type { OrganizationId } from '@/lib/platform/tenant'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { runOutward } from './outward-loop'

useTestDatabase()

const PROMPT = { timeout: 15_000, interval: 10 }

const enqueue = (organizationId: OrganizationId, ...calls: (Partial<NewCall> & { kind: OutwardKind })[]) =>
  transaction((tx) =>
    enqueueCalls(
      organizationId,
      tx,
      calls.map((call) => ({ dedupeKey: newId(), ...call })),
    ),
  )

const statesOf = async (organizationId: OrganizationId) =>
  (await db().outwardCall.findMany({ where: { organizationId }, orderBy: { createdAt: 'asc' } })).map(
    ({ state }) => state,
  )

/** The worker's loop with one handler for every kind, until `stop`. */
function startLoop(handler: CallHandler, options: { everyMs?: number; drainMs?: number } = {}) {
  const end = new AbortController()
  const all = Object.fromEntries(outwardKinds.map((kind) => [kind, handler]))
  const running = runOutward(all, end.signal, { everyMs: 5, ...options })
  return async () => {
    end.abort()
    await running
  }
}

/** A worker that was killed while it sent: its lease is over. */
async function lease(organizationId: OrganizationId) {
  const leased = await leaseCalls(100, [])
  await db().outwardCall.updateMany({
    where: { organizationId, state: 'sending' },
    data: { leaseUntil: new Date(Date.now() - 1_000) },
  })
  return leased.length
}

test('what was wanted in a transaction that failed is never done, and twice under one key is once', async () => {
  const { organizationId } = await createDesk()
  await expect(
    transaction(async (tx) => {
      await enqueueCalls(organizationId, tx, [{ kind: 'reply', dedupeKey: 'a' }])
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  expect(await enqueue(organizationId, { kind: 'reply', dedupeKey: 'b' }, { kind: 'reply', dedupeKey: 'b' })).toBe(1)
  expect(await enqueue(organizationId, { kind: 'reply', dedupeKey: 'b' })).toBe(0)
  expect(await statesOf(organizationId)).toEqual(['waiting'])
})

test('words are at rest encrypted, and the handler gets them as they were', async () => {
  const { organizationId } = await createDesk()
  await enqueue(organizationId, { kind: 'reply', payload: 'See you on Monday, Zoë' })
  const stored = await db().outwardCall.findFirstOrThrow({ where: { organizationId } })
  expect(Buffer.from(stored.payload!).toString('latin1')).not.toContain('Monday')
  const seen: (string | null)[] = []
  const stop = startLoop(async (call) => {
    if (call.organizationId === organizationId) seen.push(call.payload)
    return { state: 'done' }
  })
  await vi.waitFor(async () => expect(await statesOf(organizationId)).toEqual(['done']), PROMPT)
  await stop()
  expect(seen).toEqual(['See you on Monday, Zoë'])
})

test('calls of one conversation leave one after the other in their order, also when the first fails at first', async () => {
  const { organizationId } = await createDesk()
  const calls = conversationKinds.map((kind) => ({ kind, recordKey: 'r1' }))
  await enqueue(organizationId, ...calls)
  const seen: string[] = []
  const stop = startLoop(async ({ kind, attempts }) => {
    seen.push(`${kind} ${attempts}`)
    return kind === 'take-over' && attempts === 1 ? { state: 'again', reason: 'unavailable' } : { state: 'done' }
  })
  await vi.waitFor(async () => expect((await statesOf(organizationId))[0]).toBe('waiting'), PROMPT)
  await vi.waitFor(() => expect(seen).toHaveLength(1), PROMPT)
  await db().outwardCall.updateMany({ where: { organizationId }, data: { dueAt: new Date(0) } })
  await vi.waitFor(async () => expect(await statesOf(organizationId)).toEqual(['done', 'done', 'done']), PROMPT)
  await stop()
  expect(seen).toEqual(['take-over 1', 'take-over 2', 'reply 1', 'hand-back 1'])
})

test('of a worker that died while sending: what may be done twice is done again, of the rest it is said that nobody knows', async () => {
  const { organizationId } = await createDesk()
  await enqueue(organizationId, ...outwardKinds.map((kind) => ({ kind, recordKey: kind })))
  expect(await lease(organizationId)).toBe(6)
  const seen: OutwardKind[] = []
  const stop = startLoop(async ({ kind }) => {
    seen.push(kind)
    return { state: 'done' }
  })
  await vi.waitFor(
    async () =>
      expect(await statesOf(organizationId)).toEqual(['done', 'unclear', 'done', 'done', 'unclear', 'unclear']),
    PROMPT,
  )
  await stop()
  expect(seen.sort()).toEqual(['fetch-details', 'hand-back', 'take-over'])
})

test('an organization whose API hangs keeps nobody else waiting, and its own alerts neither', async () => {
  const [dead, alive] = [await createDesk(), await createDesk()]
  const many = Array.from({ length: 50 }, (_, n) => ({ kind: 'take-over' as const, recordKey: `r${n}` }))
  await enqueue(dead.organizationId, ...many, { kind: 'alert-mail' })
  await enqueue(alive.organizationId, ...many)
  let hang: () => void = () => {}
  const hanging = new Promise<void>((resolve) => {
    hang = resolve
  })
  const handler = async ({ organizationId, kind }: LeasedCall) => {
    if (organizationId === dead.organizationId && kind === 'take-over') await hanging
    return { state: 'done' } as const
  }
  const stop = startLoop(handler)
  await vi.waitFor(async () => expect(new Set(await statesOf(alive.organizationId))).toEqual(new Set(['done'])), PROMPT)
  expect(
    await db().outwardCall.count({ where: { kind: 'alert-mail', state: 'done', organizationId: dead.organizationId } }),
  ).toBe(1)
  expect((await statesOf(dead.organizationId)).filter((state) => state === 'sending')).toHaveLength(4)
  hang()
  await stop()
})

test('told to stop, it waits for what is on its way and starts nothing more', async () => {
  const { organizationId } = await createDesk()
  await enqueue(organizationId, { kind: 'take-over', recordKey: 'r' }, { kind: 'hand-back', recordKey: 'r' })
  let arrived: () => void = () => {}
  const sending = new Promise<void>((resolve) => {
    arrived = resolve
  })
  let answer: () => void = () => {}
  const stop = startLoop(async (call) => {
    if (call.organizationId !== organizationId) return { state: 'done' }
    arrived()
    await new Promise<void>((resolve) => {
      answer = resolve
    })
    return { state: 'done' }
  })
  await sending
  const stopped = stop()
  expect(await statesOf(organizationId)).toEqual(['sending', 'waiting'])
  answer()
  await stopped
  expect(await statesOf(organizationId)).toEqual(['done', 'waiting'])
})

test('told to stop, what hangs is told to end after a while, and what was not sent waits', async () => {
  const { organizationId } = await createDesk()
  await enqueue(organizationId, { kind: 'reply', recordKey: 'r' })
  let arrived: () => void = () => {}
  const sending = new Promise<void>((resolve) => {
    arrived = resolve
  })
  const handler: CallHandler = (_, signal) =>
    new Promise((resolve) => {
      arrived()
      signal!.addEventListener('abort', () => resolve({ state: 'again', reason: 'timeout' }))
    })
  const stop = startLoop(handler, { drainMs: 20 })
  await sending
  await stop()
  expect(await statesOf(organizationId)).toEqual(['waiting'])
})

test('told to stop, a handler that does not hear keeps the worker no longer than it is patient', async () => {
  const { organizationId } = await createDesk()
  await enqueue(organizationId, { kind: 'reply', recordKey: 'r' }, { kind: 'take-over', recordKey: 's' })
  const stop = startLoop(() => new Promise(() => {}), { drainMs: 20 })
  await vi.waitFor(async () => expect(await statesOf(organizationId)).toEqual(['sending', 'sending']), PROMPT)
  await stop()
  expect(await statesOf(organizationId)).toEqual(['unclear', 'waiting'])
})

test('what is known of a call goes before what was written while its worker seemed dead', async () => {
  const { organizationId } = await createDesk()
  await enqueue(organizationId, { kind: 'reply', recordKey: 'r' }, { kind: 'reply', recordKey: 's' })
  let answer: () => void = () => {}
  const answered = new Promise<void>((resolve) => {
    answer = resolve
  })
  const stop = startLoop(async ({ recordKey }) => {
    await answered
    return recordKey === 'r' ? { state: 'done' } : { state: 'again', reason: 'unavailable', retryAfterSeconds: 600 }
  })
  await vi.waitFor(async () => expect(await statesOf(organizationId)).toEqual(['sending', 'sending']), PROMPT)
  await db().outwardCall.updateMany({ where: { organizationId }, data: { leaseUntil: new Date(0) } })
  await vi.waitFor(async () => expect(await statesOf(organizationId)).toEqual(['unclear', 'unclear']), PROMPT)
  answer()
  await vi.waitFor(async () => expect(await statesOf(organizationId)).toEqual(['done', 'waiting']), PROMPT)
  await stop()
  expect(await db().issue.findMany({ where: { organizationId } })).toMatchObject([
    { cause: 'popp:worker-died', state: 'resolved' },
  ])
})

test('what a person wants does not stand behind details that hang', async () => {
  const { organizationId } = await createDesk()
  const details = Array.from({ length: 50 }, (_, n) => ({ kind: 'fetch-details' as const, recordKey: `r${n}` }))
  await enqueue(organizationId, ...details)
  let hang: () => void = () => {}
  const hanging = new Promise<void>((resolve) => {
    hang = resolve
  })
  const stop = startLoop(async ({ kind }) => {
    if (kind === 'fetch-details') await hanging
    return { state: 'done' }
  })
  await vi.waitFor(async () => expect(await statesOf(organizationId)).toContain('sending'), PROMPT)
  await enqueue(organizationId, { kind: 'take-over', recordKey: 'r1' }, { kind: 'reply', recordKey: 'r1' })
  await vi.waitFor(async () => expect((await statesOf(organizationId)).slice(-2)).toEqual(['done', 'done']), PROMPT)
  expect((await statesOf(organizationId)).filter((state) => state === 'sending')).toHaveLength(4)
  hang()
  await stop()
})

test('calls of one organization leave as soon as those before them have ended, not four in each round', async () => {
  const { organizationId } = await createDesk()
  const calls = Array.from({ length: 20 }, (_, n) => ({ kind: 'take-over' as const, recordKey: `r${n}` }))
  await enqueue(organizationId, ...calls)
  const stop = startLoop(async () => ({ state: 'done' }), { everyMs: 60_000 })
  const allDone = Array(calls.length).fill('done')
  await vi.waitFor(async () => expect(await statesOf(organizationId)).toEqual(allDone), PROMPT)
  await stop()
})
