import { afterEach, beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/platform/db'
import { forgetPerProcess } from '@/lib/platform/singleton'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk, type Desk } from '@/lib/platform/testing/desk'
import { type PoppPeer, startPoppPeer } from '@/lib/platform/testing/popp-peer'
import { newestRun } from '@/lib/platform/testing/popp-world'
import { ensureConnection } from '@/lib/popp-connection/connection-service'
import { reconcilePage } from './run-service'
import { orderReconcile } from './service'

useTestDatabase()

let desk: Desk
let peer: PoppPeer
beforeEach(async () => {
  forgetPerProcess('popp-circuits')
  desk = await createDesk()
  peer = await startPoppPeer()
  await connect(desk)
})
afterEach(async () => {
  await peer.close()
  await db().reconcileRun.deleteMany()
})

const connect = ({ organizationId }: Desk) =>
  ensureConnection(organizationId, db(), { baseUrl: peer.baseUrl, key: 'k', actsInPopp: false })
const run = () => newestRun(desk.organizationId)
const page = () => reconcilePage({ pausesMs: [] })
const issues = () => db().issue.findMany({ where: { organizationId: desk.organizationId } })
const listed = (count: number, nextToken: unknown = null) => ({
  json: { data: Array.from({ length: count }, (_, n) => ({ id: `conv_${n}`, status: 'ONGOING' })), nextToken },
})

test.each(['a\u0000', '\ud800', 'x'.repeat(8_001)])('a token that cannot be kept (%#) ends the run', async (token) => {
  peer.behave(() => listed(1, token))
  await orderReconcile(desk.organizationId, null)
  expect(await page()).toBe(true)
  expect(await run()).toMatchObject({ state: 'failed', error: 'unreadable' })
  expect(await issues()).toMatchObject([{ kind: 'popp-api', cause: 'list-conversations', state: 'open' }])
  expect(await orderReconcile(desk.organizationId, null)).not.toBeNull()
})

test('a page that throws is begun five times, then the run has failed and an issue tells it', async () => {
  peer.behave(() => listed(3))
  await orderReconcile(desk.organizationId, null)
  await refuseEvents(desk)
  for (let begun = 1; begun <= 5; begun++) {
    await expect(page()).rejects.toThrow()
    expect(await run()).toMatchObject({ state: 'running', attempts: begun, leaseUntil: null })
  }
  expect(await page()).toBe(true)
  expect(await run()).toMatchObject({ state: 'failed', error: 'page-failed', listed: 0 })
  expect(await issues()).toMatchObject([{ state: 'open', facts: { reason: 'page-failed' } }])
})

/** No event of this organization can be stored. */
async function refuseEvents({ organizationId }: Desk) {
  await db().$executeRawUnsafe(
    `ALTER TABLE events ADD CONSTRAINT refused CHECK (organization_id <> '${organizationId}'::uuid) NOT VALID`,
  )
  cleanUp = () => db().$executeRawUnsafe('ALTER TABLE events DROP CONSTRAINT refused')
}
let cleanUp: (() => Promise<unknown>) | null = null
afterEach(async () => {
  await cleanUp?.()
  cleanUp = null
})

test.each([2, 3, 7])('pages that go round in circles of %i end the run', async (length) => {
  let asked = 0
  peer.behave(() => listed(1, `token ${++asked % length}`))
  await orderReconcile(desk.organizationId, null)
  while (await page());
  expect(await run()).toMatchObject({ state: 'failed', error: 'endless' })
  expect(asked).toBeLessThanOrEqual(4 * length)
})

test('runs of several organizations take turns by page, and one that must wait holds up none', async () => {
  const other = await createDesk()
  await connect(other)
  peer.behave(({ path }) => listed(1, path.includes('nextToken') ? null : 'next'))
  await orderReconcile(desk.organizationId, null)
  await orderReconcile(other.organizationId, null)
  await page()
  await page()
  for (const { organizationId } of [desk, other])
    expect(await newestRun(organizationId)).toMatchObject({ state: 'running', pages: 1 })
  peer.behave(() => ({ status: 429, headers: { 'retry-after': '60' } }))
  await reconcilePage({ pausesMs: [1] })
  expect(await run()).toMatchObject({ state: 'running', attempts: 1, leaseUntil: null })
  peer.behave(() => listed(1))
  expect(await page()).toBe(true)
  expect(await newestRun(other.organizationId)).toMatchObject({ state: 'done', pages: 2 })
  expect(await page()).toBe(false)
})
