import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { GET } from '@/app/api/live/route'
import type { SignedInMember } from '@/lib/members/domain'
import { db } from '@/lib/platform/db'
import { closePublisher, publish } from '@/lib/platform/live'
import { TestBrowser } from '@/lib/platform/testing/browser'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk, type Desk } from '@/lib/platform/testing/desk'
import { TestStream } from '@/lib/platform/testing/event-stream'
import { endAllStreams } from './live-registry'
import { openStream } from './live-stream'

useTestDatabase()

/** Long before the check, every 15 s, that would have found it. */
const AT_ONCE_MS = 5_000

let desk: Desk
let ines: SignedInMember

beforeEach(async () => {
  desk = await createDesk()
  ines = await desk.member('recruiter', 'Ines Duarte')
})
afterEach(async () => {
  vi.useRealTimers()
  await endAllStreams()
  await closePublisher()
})

/** A stream that has been told to look, so everything from here on reaches it. */
async function listening(member: SignedInMember) {
  const stream = await TestStream.open(member)
  await stream.untilEvent('resync')
  return stream
}

const deactivate = (member: SignedInMember) =>
  db().member.updateMany({ where: { id: member.memberId }, data: { deactivatedAt: new Date() } })

test('is an event stream that nobody between may hold back', async () => {
  const { response } = await listening(ines)
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  expect(response.headers.get('cache-control')).toBe('no-cache, no-transform')
  expect(response.headers.get('x-accel-buffering')).toBe('no')
})

test('a change is heard at once, with its topics and an id', async () => {
  const stream = await listening(ines)
  publish(desk.organizationId, 'review-items', 'conversation:conv_1')
  await stream.untilEvent('change', AT_ONCE_MS)
  expect(stream.of('change')).toEqual([
    { event: 'change', id: expect.any(String), data: { topics: ['review-items', 'conversation:conv_1'] } },
  ])
})

test('an organization hears nothing of another', async () => {
  const foreign = await createDesk('Another Agency')
  const [ours, theirs] = [await listening(ines), await listening(await foreign.member())]
  publish(foreign.organizationId, 'conversation:conv_secret')
  publish(desk.organizationId, 'review-items')
  await Promise.all([ours.untilEvent('change'), theirs.untilEvent('change')])
  expect(ours.topics()).toEqual(['review-items'])
  expect(theirs.topics()).toEqual(['conversation:conv_secret'])
})

test('a burst of changes becomes few messages that name every topic', async () => {
  const stream = await listening(ines)
  const topics = Array.from({ length: 40 }, (_, i) => `conversation:conv_${i}` as const)
  for (const topic of topics) publish(desk.organizationId, topic, 'review-items')
  await stream.until(() => new Set(stream.topics()).size === 41)
  expect(stream.of('change').length).toBeLessThanOrEqual(3)
})

test('who comes back having missed nothing is told so; who missed something is told to look', async () => {
  const first = await listening(ines)
  publish(desk.organizationId, 'review-items')
  await first.untilEvent('change')
  const seen = first.of('change')[0]!.id!
  await first.close()

  const back = await TestStream.open(ines, seen)
  await back.untilEvent('ready')
  expect(back.of('resync')).toEqual([])

  publish(desk.organizationId, 'review-items')
  await back.untilEvent('change')
  const late = await TestStream.open(ines, seen)
  await late.untilEvent('resync')
  const fromAnotherProcess = await TestStream.open(ines, 'abcdefabcdef.2')
  await fromAnotherProcess.untilEvent('resync')
})

test('sign-out ends that session’s streams at once, and no other', async () => {
  const other = await listening(await desk.member('admin', 'Tom Okafor'))
  const mine = await listening(ines)
  await (await TestBrowser.of(ines)).signOut()
  await mine.until(({ ended }) => ended, AT_ONCE_MS)
  expect(mine.events.at(-1)?.event).toBe('signed-out')
  await other.until(() => other.topics().includes('members'))
  expect(other.ended).toBe(false)
})

test('a deactivated member’s stream ends at once when it is announced', async () => {
  const stream = await listening(ines)
  await deactivate(ines)
  publish(desk.organizationId, 'members')
  await stream.until(({ ended }) => ended, AT_ONCE_MS)
  expect(stream.events.at(-1)?.event).toBe('signed-out')
})

test('and within 15 seconds when nobody announces it; the others hear a ping', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const other = await listening(await desk.member('admin', 'Tom Okafor'))
  const stream = await listening(ines)
  await deactivate(ines)
  vi.advanceTimersByTime(15_000)
  await stream.until(({ ended }) => ended, AT_ONCE_MS)
  expect(stream.events.at(-1)?.event).toBe('signed-out')
  await other.until(({ pings }) => pings === 1)
  expect(other.ended).toBe(false)
})

test('a lost database connection is told, comes back by itself, and everybody is told to look', async () => {
  const stream = await listening(ines)
  await db().$queryRaw`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE application_name = 'review-desk-live' AND datname = current_database()`
  await stream.untilEvent('stale')
  await stream.until(() => stream.of('resync').length === 2)
  publish(desk.organizationId, 'deliveries')
  await stream.until(() => stream.topics().includes('deliveries'))
})

test('what others write to the channel is not heard and harms nobody', async () => {
  const stream = await listening(ines)
  await db().$executeRaw`SELECT pg_notify('live', 'not ours')`
  await db().$executeRaw`SELECT pg_notify('live', '{"organizationId": 7}')`
  publish(desk.organizationId, 'review-items')
  await stream.untilEvent('change')
  expect(stream.topics()).toEqual(['review-items'])
})

test('a member may have 20 streams; closing one makes room', async () => {
  const streams = []
  for (let i = 0; i < 20; i++) streams.push(await TestStream.open(ines))
  const browser = await TestBrowser.of(ines)
  const more = () => GET(browser.request('/api/live'), { params: Promise.resolve({}) })
  expect((await more()).status).toBe(429)
  await streams[0]!.close()
  expect((await more()).status).toBe(200)
})

test('a browser that reads nothing is dropped instead of filling the memory', () => {
  const onClose = vi.fn()
  const { stream } = openStream(ines, onClose)
  for (let i = 0; i < 10_000; i++) stream.ping()
  expect(onClose).toHaveBeenCalledTimes(1)
})

test('shutdown ends every stream', async () => {
  const streams = [await listening(ines), await listening(await desk.member('auditor'))]
  await endAllStreams()
  for (const stream of streams) await stream.until(({ ended }) => ended)
})
