import { Client } from 'pg'
import { afterAll, expect, test } from 'vitest'
import { db, transaction } from '@/lib/platform/db'
import { closePublisher } from '@/lib/platform/live'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk, type Desk } from '@/lib/platform/testing/desk'
import { endIssue, type Failure, raiseIssue } from './raise-store'

useTestDatabase()
afterAll(closePublisher)

const failure: Failure = { kind: 'popp-api', cause: 'unauthorized' }
const raise = (desk: Desk, more: Partial<Failure> = {}) =>
  transaction((tx) => raiseIssue(desk.organizationId, tx, { ...failure, ...more }))
const raiseOften = (desk: Desk, times: number) => {
  const connection = async () => {
    while (times-- > 0) await raise(desk)
  }
  return Promise.all(Array.from({ length: CONNECTIONS }, connection))
}
const CONNECTIONS = 4
const end = (desk: Desk) => transaction((tx) => endIssue(desk.organizationId, tx, failure))
const issuesOf = ({ organizationId }: Desk) => db().issue.findMany({ where: { organizationId } })
const told = ({ organizationId }: Desk) =>
  db().notification.findMany({ where: { organizationId }, orderBy: { id: 'asc' } })
const trail = async ({ organizationId }: Desk) =>
  (await db().auditEntry.findMany({ where: { organizationId }, orderBy: { id: 'asc' } })).map(({ action }) => action)

test('200 equal failures at once are one issue that counts them all, and each admin is told once', async () => {
  const desk = await createDesk()
  const [first, second] = [await desk.member('admin'), await desk.member('admin')]
  await desk.member('recruiter')
  await raiseOften(desk, 200)
  expect(await issuesOf(desk)).toMatchObject([
    { state: 'open', count: 200, totalCount: 200, recurrences: 0, version: 0 },
  ])
  const entries = await told(desk)
  expect(entries.map(({ memberId }) => memberId).sort()).toEqual([first.memberId, second.memberId].sort())
  expect(entries.map(({ kind }) => kind)).toEqual(['issue-opened', 'issue-opened'])
  expect(await trail(desk)).toEqual(['issue-opened'])
})

test('of 50 failures at once after the end one returns the issue and alerts, and all are counted', async () => {
  const desk = await createDesk()
  await desk.member('admin')
  await raise(desk, { count: 3 })
  await end(desk)
  await raiseOften(desk, 50)
  expect(await issuesOf(desk)).toMatchObject([
    { state: 'open', count: 50, totalCount: 53, recurrences: 1, resolvedAt: null, resolvedBy: null },
  ])
  expect((await told(desk)).map(({ kind }) => kind)).toEqual(['issue-opened', 'issue-returned'])
  expect(await trail(desk)).toEqual(['issue-opened', 'issue-resolved', 'issue-returned'])
})

test('a failure from before the end is counted, and neither re-opens nor alerts', async () => {
  const desk = await createDesk()
  await desk.member('admin')
  await raise(desk)
  await end(desk)
  await raise(desk, { at: new Date(Date.now() - 60_000) })
  expect(await issuesOf(desk)).toMatchObject([{ state: 'resolved', totalCount: 2 }])
  expect(await told(desk)).toHaveLength(1)
})

test('other kinds, causes and organizations are other issues', async () => {
  const [desk, foreign] = [await createDesk(), await createDesk()]
  await raise(desk)
  await raise(desk, { cause: 'timeout' })
  await raise(desk, { kind: 'outgoing' })
  await raise(foreign)
  expect([(await issuesOf(desk)).length, (await issuesOf(foreign)).length]).toEqual([3, 1])
})

test('a failure whose transaction fails is not counted, and browsers hear nothing of it', async () => {
  const desk = await createDesk()
  const listener = new Client({ connectionString: process.env.DATABASE_URL })
  const heard: string[] = []
  listener.on('notification', ({ payload }) => heard.push(payload!))
  await listener.connect()
  await listener.query('LISTEN live')
  const failing = transaction(async (tx) => {
    await raiseIssue(desk.organizationId, tx, failure)
    throw new Error('the rest failed')
  })
  await expect(failing).rejects.toThrow('the rest failed')
  expect(await issuesOf(desk)).toEqual([])
  await raise(desk)
  await raise(desk)
  await listener.query('SELECT 1')
  await listener.end()
  expect(heard).toEqual([JSON.stringify({ organizationId: desk.organizationId, topics: ['issues', 'notifications'] })])
})

test('what ends twice, or never was, ends once', async () => {
  const desk = await createDesk()
  await end(desk)
  await raise(desk)
  await Promise.all([end(desk), end(desk)])
  expect(await issuesOf(desk)).toMatchObject([{ state: 'resolved', version: 1, resolvedBy: null }])
  expect(await trail(desk)).toEqual(['issue-opened', 'issue-resolved'])
})
