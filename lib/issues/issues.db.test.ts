import { afterAll, expect, test } from 'vitest'
import { db, transaction } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { closePublisher } from '@/lib/platform/live'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk, type Desk } from '@/lib/platform/testing/desk'
import { type Failure, raiseIssue } from './raise-store'
import { issueDetail, issuePage } from './schema'
import { defaultLimits } from './schema-settings'
import { commandIssue, getIssue, listIssues } from './service'
import { getAlertSettings, saveAlertSettings } from './settings-service'

useTestDatabase()
afterAll(closePublisher)

const failure: Failure = { kind: 'popp-api', cause: 'get-conversation' }
const raise = ({ organizationId }: Desk, more: Partial<Failure> = {}) =>
  transaction((tx) => raiseIssue(organizationId, tx, { ...failure, ...more }))

async function deskWithIssue() {
  const desk = await createDesk()
  const [admin, other] = [await desk.member('admin', 'Ana'), await desk.member('admin', 'Bo')]
  await raise(desk)
  const [found] = (await listIssues(admin, { state: 'open', limit: 50 })).rows
  return { desk, admin, other, id: found!.id }
}

test('acknowledged by one, resolved by another, returned by the next failure: each told in the history by name', async () => {
  const { desk, admin, other, id } = await deskWithIssue()
  expect(await commandIssue(admin, 'acknowledge', id, 0)).toMatchObject({ ok: true, issue: { state: 'acknowledged' } })
  await raise(desk)
  const seen = await getIssue(admin, id)
  expect(seen).toMatchObject({ issue: { state: 'acknowledged', count: 2, version: 1, acknowledged: { name: 'Ana' } } })
  expect(await commandIssue(other, 'resolve', id, 1)).toMatchObject({ ok: true, issue: { state: 'resolved' } })
  await raise(desk)
  const detail = await getIssue(admin, id)
  expect(issueDetail.parse(detail)).toEqual(detail)
  expect(detail).toMatchObject({
    issue: { state: 'open', count: 1, totalCount: 3, recurrences: 1, version: 3, acknowledged: null, resolved: null },
    history: [
      { action: 'issue-returned', memberName: null },
      { action: 'issue-resolved', memberName: 'Bo' },
      { action: 'issue-acknowledged', memberName: 'Ana' },
      { action: 'issue-opened', memberName: null },
    ],
  })
})

test('of two commands at once one is carried out; the other is told what stands', async () => {
  const { admin, other, id } = await deskWithIssue()
  const results = await Promise.all([
    commandIssue(admin, 'acknowledge', id, 0),
    commandIssue(other, 'acknowledge', id, 0),
  ])
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  expect(results.find(({ ok }) => !ok)).toMatchObject({
    reason: 'already-acknowledged',
    issue: { state: 'acknowledged', version: 1 },
  })
  expect(await commandIssue(admin, 'resolve', id, 0)).toMatchObject({ ok: false, reason: 'stale-version' })
  expect(await commandIssue(admin, 'resolve', id, 1)).toMatchObject({ ok: true })
  expect(await commandIssue(admin, 'resolve', id, 2)).toMatchObject({ ok: false, reason: 'already-resolved' })
  const told = await db().auditEntry.findMany({ where: { subjectId: id }, orderBy: { id: 'asc' } })
  expect(told.map(({ action }) => action)).toEqual(['issue-opened', 'issue-acknowledged', 'issue-resolved'])
})

test('another organization sees, acknowledges and resolves nothing', async () => {
  const { id } = await deskWithIssue()
  const stranger = await (await createDesk()).member('admin')
  expect(await getIssue(stranger, id)).toBe(null)
  expect(await commandIssue(stranger, 'resolve', id, 0)).toEqual({ ok: false, reason: 'not-found' })
  expect(await listIssues(stranger, { state: 'open', limit: 50 })).toMatchObject({ rows: [], counts: { open: 0 } })
})

test('pages hold every issue of a state once, newest failure first, with an endpoint by its name', async () => {
  const { desk, admin } = await deskWithIssue()
  const endpointId = newId()
  await db().endpoint.create({ data: { organizationId: desk.organizationId, id: endpointId, name: 'Utrecht' } })
  for (let n = 0; n < 6; n++) await raise(desk, { kind: 'signature', cause: `c${n}`, endpointId })
  const seen = []
  for (let cursor: string | undefined; ; ) {
    const page = await listIssues(admin, { state: 'open', limit: 3, cursor })
    expect(issuePage.parse(page)).toEqual(page)
    expect(page.counts).toEqual({ open: 7, acknowledged: 0, resolved: 0 })
    seen.push(...page.rows)
    if (!page.nextCursor) break
    cursor = page.nextCursor
  }
  expect(seen.map(({ cause }) => cause)).toEqual(['c5', 'c4', 'c3', 'c2', 'c1', 'c0', 'get-conversation'])
  expect(seen[0]!.endpoint).toEqual({ id: endpointId, name: 'Utrecht' })
})

test('settings: of two saves over the same version one wins, the chat address stays unless it is said, and never comes back', async () => {
  const desk = await createDesk()
  const admin = await desk.member('admin')
  const chatWebhook = 'https://hooks.example.test/T0/secret'
  const [one, two] = await Promise.all([
    saveAlertSettings(admin, { version: 0, mailTo: ['a@example.test'], chatWebhook, ...defaultLimits }),
    saveAlertSettings(admin, { version: 0, mailTo: ['b@example.test'], chatWebhook, ...defaultLimits }),
  ])
  expect([one.ok, two.ok].sort()).toEqual([false, true])
  const kept = await saveAlertSettings(admin, { version: 1, mailTo: [], silenceMinutes: null, lagSeconds: 60 })
  expect(kept).toMatchObject({
    ok: true,
    settings: { version: 2, chatHost: 'hooks.example.test', silenceMinutes: null },
  })
  expect(JSON.stringify(await getAlertSettings(admin))).not.toContain('secret')
  const gone = { version: 2, mailTo: [], silenceMinutes: null, lagSeconds: 60, chatWebhook: null }
  expect(await saveAlertSettings(admin, gone)).toMatchObject({ ok: true, settings: { version: 3, chatHost: null } })
  expect(await saveAlertSettings(admin, { ...gone, version: 3 })).toMatchObject({ ok: true, settings: { version: 3 } })
  const told = await db().auditEntry.findMany({
    where: { organizationId: desk.organizationId },
    orderBy: { id: 'asc' },
  })
  expect(told.map(({ facts }) => facts)).toEqual([
    { version: 1, changed: ['mailTo', 'chatWebhook'] },
    { version: 2, changed: ['mailTo', 'silenceMinutes', 'lagSeconds'] },
    { version: 3, changed: ['chatWebhook'] },
  ])
})
