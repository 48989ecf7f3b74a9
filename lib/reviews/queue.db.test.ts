import { expect, test } from 'vitest'
import type { SignedInMember } from '@/lib/members/domain'
import { db } from '@/lib/platform/db'
import { granted, releaseAllOf } from '@/lib/platform/testing/commands'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk, type Desk } from '@/lib/platform/testing/desk'
import { claimItem, claimNext } from './claim-service'
import { SKIP_HOURS } from './domain'
import { handOverItem, skipItem, snoozeItem } from './turn-service'

useTestDatabase()

const MINUTE_MS = 60_000
/** So many minutes from now. */
const at = (minutes: number) => new Date(Date.now() + minutes * MINUTE_MS)

async function scene() {
  const desk = await createDesk()
  const [ada, bob] = [await desk.member('recruiter', 'Ada'), await desk.member('recruiter', 'Bob')]
  return { desk, ada, bob }
}

/** Everything that claim-next gives a member, in turn, by name. */
async function turnsOf(member: SignedInMember, named: Record<string, string>): Promise<string[]> {
  const turns: string[] = []
  for (;;) {
    const answer = await claimNext(member)
    if (!answer.ok || !answer.item) return turns
    turns.push(named[answer.item.id] ?? 'unknown')
  }
}

async function makeQueue(desk: Desk, ada: SignedInMember, bob: SignedInMember) {
  const items: Record<string, { id: string }> = {
    'no due time, young': await desk.reviewItem({ openedAt: at(-10) }),
    'no due time, old': await desk.reviewItem({ openedAt: at(-90) }),
    'due later': await desk.reviewItem({ openedAt: at(-99), dueAt: at(300) }),
    'due soon': await desk.reviewItem({ openedAt: at(-1), dueAt: at(20) }),
    'for Bob, due soonest': await desk.reviewItem({ dueAt: at(5), preferredMemberId: bob.memberId }),
    'for Ada, due late': await desk.reviewItem({ dueAt: at(900), preferredMemberId: ada.memberId }),
    'for recruiters': await desk.reviewItem({ dueAt: at(950), preferredRole: 'recruiter' }),
    'for admins': await desk.reviewItem({ dueAt: at(6), preferredRole: 'admin' }),
    overdue: await desk.reviewItem({ dueAt: at(-5) }),
    'overdue longer, for Bob': await desk.reviewItem({ dueAt: at(-50), preferredMemberId: bob.memberId }),
    'skipped by Ada, overdue longest': await desk.reviewItem({ dueAt: at(-500), flaggedAt: at(-600) }),
  }
  await granted(skipItem(ada, items['skipped by Ada, overdue longest']!.id, { version: 0, reason: '' }))
  return Object.fromEntries(Object.entries(items).map(([name, { id }]) => [id, name]))
}

test('offered are: overdue, meant for her, by due time and age, meant for others, skipped by her', async () => {
  const { desk, ada, bob } = await scene()
  const turns = await turnsOf(ada, await makeQueue(desk, ada, bob))
  expect(turns).toEqual([
    'overdue longer, for Bob',
    'overdue',
    'for Ada, due late',
    'for recruiters',
    'due soon',
    'due later',
    'no due time, old',
    'no due time, young',
    'for Bob, due soonest',
    'for admins',
    'skipped by Ada, overdue longest',
  ])
})

test('what one member skipped and what waits for one member is in another order for the other', async () => {
  const { desk, ada, bob } = await scene()
  const turns = await turnsOf(bob, await makeQueue(desk, ada, bob))
  expect(turns.slice(0, 5)).toEqual([
    'skipped by Ada, overdue longest',
    'overdue longer, for Bob',
    'overdue',
    'for Bob, due soonest',
    'for recruiters',
  ])
  expect(turns.slice(-2)).toEqual(['for admins', 'for Ada, due late'])
})

test('held and sleeping items are never offered; a lapsed claim and a snooze that is over are', async () => {
  const { desk, ada, bob } = await scene()
  const [held, asleep, lapsed, awake] = await Promise.all([1, 2, 3, 4].map(() => desk.reviewItem()))
  await granted(claimItem(bob, held!.id))
  await granted(claimItem(bob, lapsed!.id))
  for (const { id } of [asleep!, awake!]) await granted(snoozeItem(bob, id, { version: 0, until: at(60) }))
  await db().$executeRaw`UPDATE review_items SET lease_until = now() - interval '1 s' WHERE id = ${lapsed!.id}::uuid`
  await db().$executeRaw`UPDATE review_items SET snoozed_until = now() - interval '1 s' WHERE id = ${awake!.id}::uuid`
  const named = { [lapsed!.id]: 'lapsed', [awake!.id]: 'awake' }
  expect((await turnsOf(ada, named)).sort()).toEqual(['awake', 'lapsed'])
})

test('what she skipped comes last until it is flagged again, or until her memory of it ends', async () => {
  const { desk, ada } = await scene()
  const [skipped, other] = [await desk.reviewItem({ openedAt: at(-90) }), await desk.reviewItem({ openedAt: at(-10) })]
  const named = { [skipped.id]: 'skipped', [other.id]: 'other' }
  const turns = async () => {
    const order = await turnsOf(ada, named)
    await releaseAllOf(ada.organizationId, ada.memberId)
    return order
  }
  await granted(skipItem(ada, skipped.id, { version: 0, reason: '' }))
  expect(await turns()).toEqual(['other', 'skipped'])
  await db().reviewItem.updateMany({ where: { id: skipped.id }, data: { flaggedAt: new Date() } })
  expect(await turns()).toEqual(['skipped', 'other'])
  await db().reviewItem.updateMany({ where: { id: skipped.id }, data: { flaggedAt: at(-SKIP_HOURS * 60 - 30) } })
  expect(await turns()).toEqual(['other', 'skipped'])
  const skips = { where: { reviewItemId: skipped.id } }
  await db().reviewSkip.updateMany({ ...skips, data: { at: at(-SKIP_HOURS * 60 + 1) } })
  expect(await turns()).toEqual(['other', 'skipped'])
  await db().reviewSkip.updateMany({ ...skips, data: { at: at(-SKIP_HOURS * 60 - 1) } })
  expect(await turns()).toEqual(['skipped', 'other'])
})

test('what waits for a member who may not act any more is offered to everybody in its place', async () => {
  const { desk, ada, bob } = await scene()
  const first = await desk.reviewItem({ openedAt: at(-90) })
  const second = await desk.reviewItem({ openedAt: at(-10) })
  await granted(handOverItem(ada, first.id, { version: 0, to: { memberId: bob.memberId }, note: '' }))
  const named = { [first.id]: 'first', [second.id]: 'second' }
  expect(await turnsOf(ada, named)).toEqual(['second', 'first'])
  await releaseAllOf(ada.organizationId, ada.memberId)
  await db().reviewItem.updateMany({ where: { id: first.id }, data: { preferredMemberId: bob.memberId } })
  await db().member.updateMany({ where: { id: bob.memberId }, data: { role: 'auditor' } })
  expect(await turnsOf(ada, named)).toEqual(['first', 'second'])
})

test('"nothing" comes with the truth about what is left', async () => {
  const { desk, ada, bob } = await scene()
  const [held, asleep] = [await desk.reviewItem(), await desk.reviewItem()]
  const { item } = await granted(claimItem(bob, held.id))
  const until = at(60)
  await granted(snoozeItem(bob, asleep.id, { version: 0, until }))
  expect(await claimNext(ada)).toEqual({
    ok: true,
    item: null,
    actionId: null,
    counts: {
      ...{ free: 0, heldByMe: 0, heldByOthers: 1, othersUntil: item.holder!.until },
      ...{ snoozed: 1, snoozedUntil: until.toISOString(), overdue: 0, resolved: 0 },
    },
  })
})

const CLIENTS = 50
const ITEMS = process.env.RELIABILITY === 'long' ? 2_000 : 400

test(`${CLIENTS} members who empty a queue of ${ITEMS} get every item once, each time one of the first in turn`, async () => {
  const { desk } = await scene()
  const members = await Promise.all(Array.from({ length: CLIENTS }, () => desk.member()))
  const order = await fillQueue(desk)
  const taken: string[] = []
  const empty = async (member: SignedInMember) => {
    for (;;) {
      const answer = await claimNext(member)
      if (!answer.ok || !answer.item) return
      taken.push(answer.item.id)
    }
  }
  await Promise.all(members.map(empty))
  expect(new Set(taken).size).toBe(ITEMS)
  expect(taken).toHaveLength(ITEMS)
  // The moment of the claim itself, by the database's clock: answers may overtake each other on their way.
  const claims = await db().auditEntry.findMany({
    where: { organizationId: desk.organizationId, action: 'item-claimed' },
    orderBy: { at: 'asc' },
  })
  expect(claims).toHaveLength(ITEMS)
  // What is passed over is in the hands of one of the others at this moment: at most one for each of them.
  const places = claims.map(({ subjectId }) => order.get(subjectId)!)
  const passedOver = places.map((place, n) => place - n)
  expect(Math.max(...passedOver)).toBeLessThan(CLIENTS)
}, 300_000)

/** A third is due at various times, the others have none; the place of each by the order in which it must be offered. */
async function fillQueue(desk: Desk) {
  const wanted = Array.from({ length: ITEMS }, (_, n) => ({
    openedAt: at(-((n * 7919) % ITEMS) - 1),
    dueAt: n % 3 === 0 ? at(60 + ((n * 104_729) % ITEMS)) : null,
  }))
  const items: { id: string; due: number; opened: number }[] = []
  for (let n = 0; n < ITEMS; n += CLIENTS) {
    const chunk = wanted.slice(n, n + CLIENTS)
    const made = await Promise.all(chunk.map((columns) => desk.reviewItem(columns)))
    for (const [i, { openedAt, dueAt }] of chunk.entries())
      items.push({ id: made[i]!.id, due: dueAt?.getTime() ?? Number.POSITIVE_INFINITY, opened: openedAt.getTime() })
  }
  const before = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1)
  items.sort((a, b) => before(a.due, b.due) || before(a.opened, b.opened) || (a.id < b.id ? -1 : 1))
  return new Map(items.map(({ id }, place) => [id, place]))
}
