import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { defaultLimits } from '@/lib/issues/schema-settings'
import { commandIssue } from '@/lib/issues/service'
import { saveAlertSettings } from '@/lib/issues/settings-service'
import { watchOrganization } from '@/lib/issues/watch-service'
import { db } from '@/lib/platform/db'
import { closePublisher } from '@/lib/platform/live'
import { forgetPerProcess } from '@/lib/platform/singleton'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { makeEndpoint, startIngestServer, type TestEndpoint } from '@/lib/platform/testing/endpoint'
import { startMailServer } from '@/lib/platform/testing/mail-server'
import { ensureSchedules } from '@/lib/schedules/schedule-store'
import { closeIngest } from '@/lib/webhooks/ingest'
import { applyBatch } from '@/lib/worker/batch'
import { handlers } from '@/lib/worker/outward'
import { runOutward } from '@/lib/worker/outward-loop'
import { deliver, eventBody } from './deliver'

// From the wire to the issue: what Popp is refused over HTTP, and what the worker then makes of it.
useTestDatabase()

let server: Awaited<ReturnType<typeof startIngestServer>>
beforeAll(async () => {
  server = await startIngestServer()
})
afterAll(async () => {
  await server.stop()
  await closePublisher()
  vi.unstubAllEnvs()
})

/** As the worker does a little later, when the log of deliveries is written. */
async function lookAt({ organizationId }: TestEndpoint) {
  await closeIngest()
  await ensureSchedules('watch')
  await watchOrganization({ organizationId, progress: {} }, new Date())
}

test('a valid signature of one organization over a body that names another: kept, applied nowhere, one issue', async () => {
  const [ours, theirs] = [await makeEndpoint(), await makeEndpoint({ secrets: ['whsec_theirs'] })]
  const answer = await deliver(server.url, ours, { body: eventBody(theirs, 'evt_foreign') })
  expect([answer.status, answer.json.status]).toEqual([200, 'stored'])
  while ((await applyBatch()) > 0);
  await lookAt(ours)
  const of = ({ organizationId }: TestEndpoint) => ({ where: { organizationId } })
  const rowsOfTheirs = [
    await db().event.count(of(theirs)),
    await db().eventWork.count(of(theirs)),
    await db().conversation.count(of(theirs)),
    await db().delivery.count(of(theirs)),
    await db().issue.count(of(theirs)),
  ]
  expect(rowsOfTheirs).toEqual([0, 0, 0, 0, 0])
  expect(await db().conversation.count(of(ours))).toBe(0)
  expect(await db().eventWork.findMany(of(ours))).toMatchObject([{ state: 'quarantined' }])
  expect(await db().issue.findMany(of(ours))).toMatchObject([
    { kind: 'foreign', state: 'open', count: 1, facts: { eventId: answer.json.eventId } },
  ])
})

/** A chat's incoming webhook. */
async function startChat() {
  const posts: string[] = []
  const chat = createServer((request, response) => {
    posts.push(request.url ?? '')
    request.resume().on('end', () => response.end('ok'))
  })
  await new Promise<void>((resolve) => chat.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(chat.address() as AddressInfo).port}/hook`
  return { url, posts, stop: () => chat.close() }
}

/** The worker's loop until everything is sent. */
async function sendAll(organizationId: string) {
  const stop = new AbortController()
  const running = runOutward(handlers, stop.signal, { everyMs: 10 })
  const open = () => db().outwardCall.count({ where: { organizationId, state: { not: 'done' } } })
  await expect.poll(open, { timeout: 10_000, interval: 20 }).toBe(0)
  stop.abort()
  await running
}

test('200 equal failures are one issue, one notification per admin, one mail, one post; so again when it returns after resolve', async () => {
  const [mails, chat] = [await startMailServer(), await startChat()]
  vi.stubEnv('SMTP_URL', mails.url)
  vi.stubEnv('SMTP_FROM', 'Review Desk <desk@example.test>')
  forgetPerProcess('env')
  const desk = await createDesk()
  const { organizationId } = desk
  const [admin] = [await desk.member('admin'), await desk.member('admin'), await desk.member('recruiter')]
  const endpoint = await makeEndpoint({}, desk)
  const wanted = { version: 0, ...defaultLimits, mailTo: ['ops@example.test'], chatWebhook: chat.url }
  await saveAlertSettings(admin, wanted)
  const forge = async (times: number) => {
    const forged = { body: eventBody(endpoint, 'evt_forged'), signature: 'f'.repeat(64) }
    const answers = await Promise.all(Array.from({ length: times }, () => deliver(server.url, endpoint, forged)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]))
    await lookAt(endpoint)
    await sendAll(organizationId)
  }
  const issues = () => db().issue.findMany({ where: { organizationId } })
  const told = async (kind: 'issue-opened' | 'issue-returned') => [
    await db().notification.count({ where: { organizationId, kind } }),
    mails.received.length,
    chat.posts.length,
  ]

  await forge(200)
  const cause = `wrong-signature@${endpoint.endpointId}`
  expect(await issues()).toMatchObject([{ kind: 'signature', cause, count: 200, state: 'open' }])
  expect(await told('issue-opened')).toEqual([2, 1, 1])
  // Most of a burst has no row of its own, or whoever knows the address could fill the disk.
  expect(await db().delivery.count({ where: { organizationId } })).toBeLessThan(100)

  const { id, version } = (await issues())[0]!
  expect(await commandIssue(admin, 'resolve', id, version)).toMatchObject({ ok: true })
  await forge(50)
  expect(await issues()).toMatchObject([{ id, count: 50, totalCount: 250, state: 'open', recurrences: 1 }])
  expect(await told('issue-returned')).toEqual([2, 2, 2])
  await Promise.all([mails.stop(), chat.stop()])
}, 60_000)
