import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Issue, IssuePage } from '@/lib/issues/schema'
import type { AlertSettings } from '@/lib/issues/schema-settings'
import type { NotificationList } from '@/lib/notifications/schema'
import { db } from '@/lib/platform/db'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { makeEndpoint } from '@/lib/platform/testing/endpoint'
import { startMailServer } from '@/lib/platform/testing/mail-server'
import { type PoppPeer, startPoppPeer } from '@/lib/platform/testing/popp-peer'
import { deliverUntilKept, eventBody } from './deliver'
import { lookNow, useWebAndWorker } from './web-and-worker'

useTestDatabase()
let mails: Awaited<ReturnType<typeof startMailServer>>
let chat: PoppPeer
beforeAll(async () => {
  mails = await startMailServer()
  chat = await startPoppPeer()
  vi.stubEnv('SMTP_URL', mails.url)
  vi.stubEnv('SMTP_FROM', 'Review Desk <desk@example.test>')
})
const product = useWebAndWorker()
afterAll(async () => {
  vi.unstubAllEnvs()
  await Promise.all([mails.stop(), chat.close()])
})

test('200 equal failures are one issue, one notification per admin, one mail, one post; so again when it returns after resolve', async () => {
  const desk = await createDesk()
  const where = { organizationId: desk.organizationId }
  const people = [await desk.member('admin'), await desk.member('admin'), await desk.member('recruiter')]
  const apis = await Promise.all(people.map(product.as))
  const admin = apis[0]!
  const endpoint = await makeEndpoint({}, desk)
  const { version, silenceMinutes, lagSeconds } = await admin<AlertSettings>('GET', '/api/settings/alerts')
  await admin('PUT', '/api/settings/alerts', {
    ...{ version, silenceMinutes, lagSeconds },
    mailTo: ['ops@example.test'],
    chatWebhook: new URL('/hook', chat.baseUrl).href,
  })

  const issues = async (state: Issue['state']) => (await admin<IssuePage>('GET', `/api/issues?state=${state}`)).rows
  /** Resolves when the worker has counted them all and sent what there was to send. */
  const forge = async (times: number) => {
    const forged = { body: eventBody(endpoint, 'evt_forged'), signature: 'f'.repeat(64) }
    const answers = await Promise.all(
      Array.from({ length: times }, () => deliverUntilKept(product.web.url, endpoint, forged)),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]))
    const counted = async () => {
      await lookNow(endpoint)
      return (await issues('open')).map(({ count }) => count)
    }
    await expect.poll(counted, { timeout: 20_000, interval: 50 }).toEqual([times])
    const unsent = () => db().outwardCall.count({ where: { ...where, state: { not: 'done' } } })
    await expect.poll(unsent, { timeout: 20_000, interval: 50 }).toBe(0)
  }
  /** What each member was told in the product, and how many mails and posts came. */
  const told = async (kind: 'issue-opened' | 'issue-returned') => {
    const lists = await Promise.all(apis.map((api) => api<NotificationList>('GET', '/api/notifications')))
    const each = lists.map(({ notifications }) => notifications.filter((one) => one.kind === kind).length)
    return [...each, mails.received.length, chat.calls.length]
  }

  await forge(200)
  const [first] = await issues('open')
  expect(first).toMatchObject({ kind: 'signature', cause: `wrong-signature@${endpoint.endpointId}`, totalCount: 200 })
  expect(await told('issue-opened')).toEqual([1, 1, 0, 1, 1])
  // Not each of a burst has a row of its own, or whoever knows the address could fill the disk.
  const rows = await db().delivery.count({ where })
  expect(rows).toBeLessThan(200)

  const { id, version: seen } = first!
  await admin('POST', `/api/issues/${id}/resolution`, { version: seen })
  expect(await issues('open')).toEqual([])
  await forge(50)
  expect(await issues('open')).toMatchObject([{ id, totalCount: 250, recurrences: 1 }])
  expect(await db().issue.count({ where })).toBe(1)
  expect([await told('issue-opened'), await told('issue-returned')]).toEqual([
    [1, 1, 0, 2, 2],
    [1, 1, 0, 2, 2],
  ])
  process.stdout.write(
    `measured: 200 failures in ${rows} rows: one issue, one alert by each way; once more when it returned\n`,
  )
}, 180_000)
