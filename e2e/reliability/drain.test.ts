import { type IncomingMessage, request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { SignedInMember } from '@/lib/members/domain'
import { cookieName, encodeSession } from '@/lib/members/session-cookie'
import { enqueueCalls } from '@/lib/outbox/enqueue-store'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { newId } from '@/lib/platform/ids'
import type { OrganizationId } from '@/lib/platform/tenant'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { makeEndpoint, type TestEndpoint } from '@/lib/platform/testing/endpoint'
import { connectPopp } from '@/lib/platform/testing/popp-connection'
import { startPoppPeer } from '@/lib/platform/testing/popp-peer'
import { sign } from '@/lib/popp/signature'
import { eventBody } from './deliver'
import type { DeskProcess } from './desk-process'
import { startWebProcess } from './web-process'
import { startWorkerProcess } from './worker-process'

useTestDatabase()
const QUIET = { LOG_LEVEL: 'fatal' }
/** Only against what hangs: of a busy machine the supervisor's ten seconds are not asked. */
const IN_TIME_MS = 40_000

/** Its exit code, once it has ended; null = it was killed, or is still there. */
async function endOf({ child, gone }: DeskProcess) {
  await Promise.race([gone, wait(IN_TIME_MS)])
  return child.exitCode
}

/** The lock is held until all has been seen. */
const LONG_LOCK = { timeout: 90_000 }

/** More than one batch. */
const EVENTS = 230
const BATCH = 200

/** Stored in one commit, so that they are leased together; the first is of `conv_0`. */
async function storeEvents(organizationId: OrganizationId) {
  // Ids of one millisecond are in no order.
  const began = Date.now() - EVENTS
  const events = Array.from({ length: EVENTS }, (_, n) => {
    const body = JSON.stringify({ event: 'CONVERSATION_STARTED', data: { recordId: `conv_${n}` } })
    const id = newId(began + n)
    const about = { recordKey: `conv_${n}`, type: 'CONVERSATION_STARTED', body: new TextEncoder().encode(body) }
    return { organizationId, id, endpointId: newId(), receivedAt: new Date(), dedupeKey: id, ...about }
  })
  await db().event.createMany({ data: events })
  await db().eventWork.createMany({ data: events.map(({ id }) => ({ organizationId, eventId: id })) })
}

const isWaitedFor = async () =>
  (await db().$queryRaw<unknown[]>`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`).length > 0

test('SIGTERM to the worker: the batch and the call under way are finished, the rest is held by nobody, the end is a 0', async () => {
  const { organizationId, conversation } = await createDesk()
  const { recordKey } = await conversation()
  let answer = () => {}
  const popp = await startPoppPeer((_, { response }) => {
    answer = () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    return 'handled'
  })
  await connectPopp(organizationId, popp.baseUrl)
  const worker = await startWorkerProcess(QUIET)
  await db().$transaction(async (tx) => {
    // Whoever applies an event of this conversation waits for the end of this transaction.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${organizationId}/conv_0`}, 0))`
    await storeEvents(organizationId)
    await expect.poll(isWaitedFor, { timeout: 30_000 }).toBe(true)
    await enqueueCalls(organizationId, db(), [{ kind: 'take-over', recordKey, dedupeKey: 'one' }])
    await expect.poll(() => popp.calls.length, { timeout: 30_000 }).toBe(1)
    worker.child.kill('SIGTERM')
    await wait(300)
    expect(worker.isRunning()).toBe(true)
  }, LONG_LOCK)
  answer()
  expect(await endOf(worker)).toBe(0)
  const work = await db().eventWork.groupBy({ by: ['state', 'leaseUntil'], where: { organizationId }, _count: true })
  expect(work.filter(({ state }) => state === 'pending')).toMatchObject([{ leaseUntil: null, _count: EVENTS - BATCH }])
  expect(await db().outwardCall.findMany({ where: { organizationId } })).toMatchObject([{ state: 'done', attempts: 1 }])
  await popp.close()
}, 120_000)

test('SIGTERM to web: event streams end, a delivery that is half here is answered and kept, nothing new is taken, the end is a 0', async () => {
  const desk = await createDesk()
  const endpoint = await makeEndpoint({}, desk)
  const web = await startWebProcess('own', { ...QUIET, APP_URL: env().APP_URL })
  const stream = await openStream(web.url, await desk.member())
  const delivery = await beginDelivery(web.url, endpoint)
  web.child.kill('SIGTERM')
  await stream.end
  expect(web.isRunning()).toBe(true)
  await expect(fetch(`${web.url}/api/health/live`)).rejects.toThrow()
  const { statusCode, headers } = await delivery.finish()
  expect([statusCode, headers.connection]).toEqual([200, 'close'])
  expect(await endOf(web)).toBe(0)
  const where = { organizationId: desk.organizationId }
  expect(await db().event.count({ where })).toBe(1)
  expect(await db().delivery.count({ where: { ...where, answer: 'stored' } })).toBe(1)
}, 300_000)

/** A browser that listens. `end` resolves when the server has ended it. */
async function openStream(url: string, member: SignedInMember) {
  const cookie = `${cookieName('session')}=${await encodeSession(member.sessionId)}`
  const { status, body } = await fetch(`${url}/api/live`, { headers: { cookie } })
  expect(status).toBe(200)
  const reader = body!.getReader()
  await reader.read()
  const readOn = async () => {
    while (!(await reader.read()).done);
  }
  // That its end is no orderly one is nothing to a browser: it connects again.
  return { end: readOn().catch(() => {}) }
}

/** A delivery whose head the server has seen; `finish` sends its body. */
async function beginDelivery(url: string, endpoint: TestEndpoint) {
  const body = Buffer.from(eventBody(endpoint, 'evt_1'))
  const sent = request(`${url}/api/webhooks/popp/${endpoint.endpointId}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'content-length': body.length,
      'x-signature': sign(body, endpoint.secrets[0]!.secret),
      expect: '100-continue',
    },
  })
  const answered = new Promise<IncomingMessage>((resolve, reject) => sent.on('response', resolve).on('error', reject))
  await Promise.race([new Promise((resolve) => sent.once('continue', resolve)), answered])
  return {
    finish: () => {
      sent.end(body)
      return answered
    },
  }
}
