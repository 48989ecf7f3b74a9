import { Client } from 'pg'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { DELETE, GET, PUT } from '@/app/api/presence/route'
import type { SignedInMember } from '@/lib/members/domain'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { closePublisher, publish } from '@/lib/platform/live'
import { TestBrowser } from '@/lib/platform/testing/browser'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk, type Desk } from '@/lib/platform/testing/desk'
import { presenceAnswer } from './schema'
import { leave, listPresent, sayPresent } from './service'

useTestDatabase()
afterAll(closePublisher)

let desk: Desk
let ana: SignedInMember
let ben: SignedInMember
let itemId: string
beforeEach(async () => {
  desk = await createDesk()
  ana = await desk.member('recruiter', 'Ana Silva')
  ben = await desk.member('auditor', 'Ben Okoye')
  itemId = (await desk.reviewItem()).id
})

const say = (member: SignedInMember, typing = false, reviewItemId = itemId) =>
  sayPresent(member, { reviewItemId, typing })
const seenBy = async (member: SignedInMember) =>
  (await listPresent(member)).present.map(({ name, typing }) => (typing ? `${name} types` : name))
const backdate = (member: SignedInMember, seconds: number) =>
  db().$executeRaw`UPDATE presence SET seen_at = seen_at - make_interval(secs => ${seconds}::int)
    WHERE member_id = ${member.memberId}::uuid`

test('colleagues see who is on an item and who types; nobody sees herself', async () => {
  await say(ana)
  await say(ben, true)
  expect(await seenBy(ana)).toEqual(['Ben Okoye types'])
  expect(await seenBy(ben)).toEqual(['Ana Silva'])
  await say(ben)
  expect(await seenBy(ana)).toEqual(['Ben Okoye'])
})

test('who is nowhere is shown nowhere, and the clock is told all the same', async () => {
  const { now, present } = await listPresent(ana)
  expect(present).toEqual([])
  expect(Math.abs(Date.parse(now) - Date.now())).toBeLessThan(60_000)
})

test('looking changes nothing of the item', async () => {
  const before = await db().reviewItem.findFirst({ where: { id: itemId } })
  await say(ana, true)
  await leave(ana, itemId)
  expect(await db().reviewItem.findFirst({ where: { id: itemId } })).toEqual(before)
})

test('30 seconds after the last sign of life she is gone; a new sign brings her back', async () => {
  await say(ben)
  await backdate(ben, 20)
  expect(await seenBy(ana)).toEqual(['Ben Okoye'])
  await backdate(ben, 10)
  expect(await seenBy(ana)).toEqual([])
  await say(ben)
  expect(await seenBy(ana)).toEqual(['Ben Okoye'])
})

test('who leaves is gone at once, from that item only', async () => {
  const other = await desk.reviewItem()
  await say(ben)
  await say(ben, false, other.id)
  await leave(ben, itemId)
  expect((await listPresent(ana)).present.map(({ reviewItemId }) => reviewItemId)).toEqual([other.id])
})

test('a deactivated colleague is shown no more', async () => {
  await say(ben)
  await db().member.updateMany({ where: { id: ben.memberId }, data: { deactivatedAt: new Date() } })
  expect(await seenBy(ana)).toEqual([])
})

test('another organization neither sees nor enters: its answer to our item is that to an unknown one', async () => {
  const stranger = await (await createDesk('Another Agency')).member()
  await say(ben)
  expect((await listPresent(stranger)).present).toEqual([])
  expect(await say(stranger)).toBeNull()
  await leave({ ...stranger, memberId: ben.memberId }, itemId)
  expect(await seenBy(ana)).toEqual(['Ben Okoye'])
  const put = async (reviewItemId: string) => {
    const body = JSON.stringify({ reviewItemId, typing: false })
    const headers = { 'content-type': 'application/json' }
    const request = (await TestBrowser.of(stranger)).request('/api/presence', { method: 'PUT', body, headers })
    const response = await PUT(request, { params: Promise.resolve({}) })
    return [response.status, await response.text()]
  }
  const foreign = await put(itemId)
  expect(foreign[0]).toBe(404)
  expect(await put(newId())).toEqual(foreign)
  expect(await db().presence.count({ where: { memberId: stranger.memberId } })).toBe(0)
})

test('over HTTP: arrive, be seen in the promised shape, leave', async () => {
  const call = async (member: SignedInMember, method: 'GET' | 'PUT' | 'DELETE', body?: object) => {
    const sent = { method, body: body && JSON.stringify(body), headers: { 'content-type': 'application/json' } }
    const request = (await TestBrowser.of(member)).request('/api/presence', sent)
    const response = await { GET, PUT, DELETE }[method](request, { params: Promise.resolve({}) })
    expect(response.status).toBe(200)
    return response.json()
  }
  await call(ben, 'PUT', { reviewItemId: itemId, typing: true })
  const { present, now } = presenceAnswer.parse(await call(ana, 'GET'))
  expect(present).toEqual([
    { reviewItemId: itemId, memberId: ben.memberId, name: 'Ben Okoye', typing: true, seenAt: expect.any(String) },
  ])
  expect(Date.parse(now)).toBeGreaterThanOrEqual(Date.parse(present[0]!.seenAt))
  await call(ben, 'DELETE', { reviewItemId: itemId })
  expect(presenceAnswer.parse(await call(ana, 'GET')).present).toEqual([])
})

test('colleagues are told of arriving, typing, stopping and leaving, and of no mere sign of life', async () => {
  const told = new Set<string>()
  const client = new Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  client.on('notification', ({ payload }) => {
    const { organizationId, topics } = JSON.parse(payload!) as { organizationId: string; topics: string[] }
    if (organizationId === desk.organizationId) for (const topic of topics) told.add(topic)
  })
  await client.query('LISTEN live')
  /** Whatever it published comes before what is published after it. */
  const heardOf = async (step: () => Promise<unknown>) => {
    told.clear()
    await step()
    publish(desk.organizationId, 'members')
    await vi.waitFor(() => expect(told.has('members')).toBe(true), { timeout: 15_000, interval: 5 })
    return told.has('presence')
  }
  expect(await heardOf(() => say(ben))).toBe(true)
  expect(await heardOf(() => say(ben))).toBe(false)
  expect(await heardOf(() => say(ben, true))).toBe(true)
  expect(await heardOf(() => say(ben, true))).toBe(false)
  expect(await heardOf(() => say(ben, false))).toBe(true)
  expect(await heardOf(() => leave(ben, itemId))).toBe(true)
  expect(await heardOf(() => leave(ben, itemId))).toBe(false)
  expect(await heardOf(() => say(ben))).toBe(true)
  await backdate(ben, 40)
  expect(await heardOf(() => say(ben))).toBe(true)
  await client.end()
})

test('what dead browsers left for an hour goes when somebody arrives, in her organization', async () => {
  const foreign = await createDesk('Another Agency')
  const [their, item] = [await foreign.member(), await foreign.reviewItem()]
  await say(their, false, item.id)
  await say(ben)
  await db().$executeRaw`UPDATE presence SET seen_at = seen_at - interval '61 minutes'`
  await Promise.all([say(ana), say(ana), say(await desk.member())])
  const left = await db().presence.findMany({
    select: { memberId: true },
    where: { memberId: { in: [ben.memberId, their.memberId] } },
  })
  expect(left).toEqual([{ memberId: their.memberId }])
})

test('many signs of life of one member at the same moment are one row', async () => {
  await Promise.all(Array.from({ length: 40 }, (_, n) => say(ben, n % 2 === 0)))
  expect(await db().presence.count({ where: { memberId: ben.memberId } })).toBe(1)
})
