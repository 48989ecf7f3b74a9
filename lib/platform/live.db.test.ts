import { Client } from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { env } from './env'
import { newId } from './ids'
import { closePublisher, LIVE_CHANNEL, publish, type Topic } from './live'
import { vouchedOrganizationId } from './tenant'
import { useTestDatabase } from './testing/database'

useTestDatabase()
const organizationId = vouchedOrganizationId(newId())
let listener: Client
let heard: string[][]
beforeEach(async () => {
  heard = []
  listener = new Client({ connectionString: env().DATABASE_URL })
  await listener.connect()
  listener.on('notification', ({ payload }) => heard.push(JSON.parse(payload ?? '').topics))
  await listener.query(`LISTEN ${LIVE_CHANNEL}`)
})
afterEach(async () => {
  await closePublisher()
  await listener.end()
})

test('the first change goes out at once, those right after it share one message', async () => {
  publish(organizationId, 'review-items')
  publish(organizationId, 'deliveries')
  publish(organizationId, 'members', 'deliveries')
  await expect.poll(() => heard).toEqual([['review-items'], ['deliveries', 'members']])
})

test('a burst too long for one notification is told by its general topics', async () => {
  const topics = Array.from({ length: 60 }, (_, n): Topic => `conversation:${String(n).padStart(200, 'k')}`)
  publish(organizationId, ...topics, 'review-items')
  await expect.poll(() => heard).toEqual([['conversations', 'review-items']])
})

test('many organizations at once are all told', async () => {
  for (let n = 0; n < 50; n++) publish(vouchedOrganizationId(newId()), 'review-items')
  await expect.poll(() => heard.length).toBe(50)
})

test('a connection that was ended is replaced', async () => {
  publish(organizationId, 'review-items')
  await expect.poll(() => heard.length).toBe(1)
  await listener.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'review-desk-notify'
    AND datname = current_database()`)
  await expect
    .poll(async () => {
      publish(organizationId, 'deliveries')
      return heard.length
    })
    .toBeGreaterThan(1)
})
