import { beforeEach, expect, test } from 'vitest'
import type { SignedInMember } from '@/lib/members/domain'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk, type Desk } from '@/lib/platform/testing/desk'
import { claimItem } from '@/lib/reviews/claim-service'
import { VIEWS_PER_MEMBER_MAX, viewList } from './schema'
import { changeView, createView, listViews, removeView } from './service'

useTestDatabase()

let desk: Desk
let ada: SignedInMember
let bob: SignedInMember
let admin: SignedInMember
beforeEach(async () => {
  desk = await createDesk()
  ada = await desk.member('recruiter', 'Ada')
  bob = await desk.member('recruiter', 'Bob')
  admin = await desk.member('admin', 'Ann')
})

async function view(of: SignedInMember, part: { name?: string; query?: string; shared?: boolean } = {}) {
  const result = await createView(of, { name: 'Late', query: 'due=overdue', shared: false, ...part })
  if (!result.ok) throw new Error(result.reason)
  return result.value
}
const namesFor = async (member: SignedInMember) => (await listViews(member)).map(({ name }) => name)
const notFound = { ok: false, reason: 'not-found' }
const notYours = { ok: false, reason: 'not-yours' }

test('a personal view is there for its owner alone, admins and auditors included', async () => {
  const mine = await view(ada)
  expect(mine).toMatchObject({ shared: false, mayChange: true, createdBy: { memberId: ada.memberId, name: 'Ada' } })
  expect(await namesFor(ada)).toEqual(['Late'])
  for (const other of [bob, admin, await desk.member('auditor')]) {
    expect(await listViews(other)).toEqual([])
    expect(await changeView(other, mine.id, { name: 'Theirs' })).toEqual(notFound)
    expect(await removeView(other, mine.id)).toEqual(notFound)
  }
  expect(await namesFor(ada)).toEqual(['Late'])
})

test('a shared view is everybody’s to see, its creator’s and an admin’s to change', async () => {
  const shared = await view(ada, { shared: true })
  expect((await listViews(bob)).map(({ mayChange }) => mayChange)).toEqual([false])
  expect((await listViews(admin)).map(({ mayChange }) => mayChange)).toEqual([true])
  expect(await changeView(bob, shared.id, { shared: false })).toEqual(notYours)
  expect(await removeView(bob, shared.id)).toEqual(notYours)
  expect(await changeView(admin, shared.id, { name: 'Overdue' })).toMatchObject({
    ok: true,
    value: { name: 'Overdue' },
  })
  expect(await removeView(admin, shared.id)).toEqual({ ok: true, value: { id: shared.id } })
  expect(await namesFor(ada)).toEqual([])
})

test('shared and taken back, it is its creator’s again, whoever took it back', async () => {
  const { id } = await view(ada)
  expect(await changeView(ada, id, { shared: true })).toMatchObject({
    ok: true,
    value: { shared: true, query: 'due=overdue' },
  })
  expect(await namesFor(bob)).toEqual(['Late'])
  await changeView(admin, id, { shared: false })
  expect([await namesFor(ada), await namesFor(bob), await namesFor(admin)]).toEqual([['Late'], [], []])
})

test('nothing of it reaches another organization', async () => {
  const shared = await view(ada, { shared: true })
  const stranger = await (await createDesk()).member('admin')
  expect(await listViews(stranger)).toEqual([])
  expect(await changeView(stranger, shared.id, { name: 'x' })).toEqual(notFound)
  expect(await removeView(stranger, shared.id)).toEqual(notFound)
  expect(await removeView(ada, newId())).toEqual(notFound)
})

test('a query is kept as the inbox would write it: what is no part of it is dropped', async () => {
  const query = 'colour=blue&due=overdue&tab=mine&scoreMin=high&q=Ada+Lovelace&sort=due&campaign=B&campaign=A'
  expect((await view(ada, { query })).query).toBe('tab=mine&campaign=A&campaign=B&due=overdue')
  expect((await view(ada, { query: '?tab=nowhere' })).query).toBe('')
  const name = await view(ada, { name: 'A\u0000name' })
  expect(name.name).not.toContain('\u0000')
})

test('counts are those of the asking member, of now, in the order of the views', async () => {
  const items = [
    await desk.reviewItem({ returned: true }),
    await desk.reviewItem(),
    await desk.reviewItem({}, { score: 4 }),
  ]
  await view(ada, { name: 'Returned', query: 'returned=1', shared: true })
  await view(ada, { name: 'Mine', query: 'holder=me', shared: true })
  await view(ada, { name: 'Scored', query: 'scoreMin=4', shared: true })
  await view(ada, { name: 'All', query: '', shared: false })
  await claimItem(bob, items[1]!.id)
  const counts = async (member: SignedInMember) => (await listViews(member)).map(({ name, count }) => [name, count])
  expect(await counts(ada)).toEqual([
    ['All', 3],
    ['Returned', 1],
    ['Mine', 0],
    ['Scored', 1],
  ])
  expect(await counts(bob)).toEqual([
    ['Returned', 1],
    ['Mine', 1],
    ['Scored', 1],
  ])
  expect(viewList.parse({ views: await listViews(ada) }).views).toHaveLength(4)
})

test('no member makes more than she may, also when all her requests come at once', async () => {
  const { organizationId } = desk
  const made = { organizationId, createdById: ada.memberId, ownerId: ada.memberId, name: 'Made', query: '' }
  const before = Array.from({ length: VIEWS_PER_MEMBER_MAX - 5 }, () => ({ ...made, id: newId() }))
  await db().savedView.createMany({ data: before })
  const many = await Promise.all(
    Array.from({ length: 12 }, (_, n) => createView(ada, { name: `View ${n}`, query: '', shared: n % 2 === 0 })),
  )
  expect(many.filter(({ ok }) => ok)).toHaveLength(5)
  expect(new Set(many.filter((result) => !result.ok).map((result) => !result.ok && result.reason))).toEqual(
    new Set(['too-many']),
  )
  expect(await db().savedView.count({ where: { createdById: ada.memberId } })).toBe(VIEWS_PER_MEMBER_MAX)
  await view(bob)
  const [one] = await listViews(ada)
  await removeView(ada, one!.id)
  await view(ada)
})
