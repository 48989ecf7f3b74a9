import { expect, test } from 'vitest'
import { db } from '@/lib/platform/db'
import { granted, outcomeOf } from '@/lib/platform/testing/commands'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { patiently } from '@/lib/platform/testing/patience'
import { factsOfRow, foldTrail } from '@/lib/platform/testing/trail'
import { claimItem, claimNext, extendClaim, holdClaim, releaseClaim } from '@/lib/reviews/claim-service'
import { reopenItem, resolveItem } from '@/lib/reviews/decision-service'
import { sweepEnded } from '@/lib/reviews/sweep-service'
import { handOverItem, skipItem, snoozeItem, wakeItem } from '@/lib/reviews/turn-service'
import { undoAction } from '@/lib/reviews/undo-service'
import type { SignedInMember } from './domain'
import { changeRole, deactivateMember } from './membership-service'
import { findMembership } from './membership-store'
import { memberOfSession } from './service'

useTestDatabase()

const inOneHour = () => new Date(Date.now() + 3_600_000)
const heldBy = ({ memberId }: SignedInMember) => db().reviewItem.count({ where: { holderId: memberId } })

/** The two ways to lose the right to decide; `by` an admin. */
const losses = {
  deactivated: (member: SignedInMember, by: string) => deactivateMember(member, by),
  'made an auditor': (member: SignedInMember, by: string) => changeRole(member, 'auditor', by),
}
const names = Object.keys(losses) as (keyof typeof losses)[]

test.each(names)('who is %s holds nothing from the same commit on, and the trail says so', async (name) => {
  const desk = await createDesk()
  const [ada, bob, eve] = [await desk.member(), await desk.member(), await desk.member('admin')]
  const items = await Promise.all(Array.from({ length: 5 }, () => desk.reviewItem()))
  for (const { id } of items.slice(0, 4)) await granted(claimItem(ada, id))
  await granted(claimItem(bob, items[4]!.id))
  expect(await losses[name](ada, eve.memberId)).toBe(true)
  expect([await heldBy(ada), await heldBy(bob)]).toEqual([0, 1])
  expect(await losses[name](ada, eve.memberId)).toBe(false)
  for (const { id } of items) expect(await foldTrail(id)).toMatchObject(await factsOfRow(id))
  const where = { organizationId: desk.organizationId, subjectType: 'member', subjectId: ada.memberId }
  expect(await db().auditEntry.findMany({ where })).toMatchObject([{ memberId: eve.memberId }])
})

test.each(names)('who is %s gets and changes nothing, by any command', async (name) => {
  const desk = await createDesk()
  const [ada, eve] = [await desk.member(), await desk.member('admin')]
  const [released, asleep, resolved, open] = [
    await desk.reviewItem(),
    await desk.reviewItem(),
    await desk.reviewItem(),
    await desk.reviewItem(),
  ]
  const claimed = await granted(claimItem(ada, released.id))
  const { actionId } = await granted(releaseClaim(ada, released.id, claimed.item.version))
  await granted(snoozeItem(ada, asleep.id, { version: 0, until: inOneHour() }))
  await granted(claimItem(ada, resolved.id))
  const decision = { outcome: 'no-action-needed' as const, reason: '', idempotencyKey: `key-${resolved.id}` }
  await granted(resolveItem(ada, resolved.id, { version: 1, ...decision }))
  await losses[name](ada, eve.memberId)
  const results = await Promise.all([
    claimItem(ada, open.id),
    claimItem(ada, asleep.id),
    undoAction(ada, actionId),
    reopenItem(ada, resolved.id, { version: 2, reason: 'x' }),
    snoozeItem(ada, open.id, { version: 0, until: inOneHour() }),
    wakeItem(ada, asleep.id, 1),
    skipItem(ada, open.id, { version: 0, reason: '' }),
    handOverItem(ada, open.id, { version: 0, to: { memberId: eve.memberId }, note: '' }),
  ])
  expect(results.map(outcomeOf)).toEqual(Array(8).fill('not-allowed'))
  expect(await claimNext(ada)).toMatchObject({ item: null, counts: { free: 2 } })
  expect(await heldBy(ada)).toBe(0)
})

test.each(names)(
  'in a race of 100 claims with being %s nothing is held in the end',
  async (name) => {
    const desk = await createDesk()
    const [ada, eve] = [await desk.member(), await desk.member('admin')]
    for (let round = 0; round < 3; round++) {
      const items = await Promise.all(Array.from({ length: 50 }, () => desk.reviewItem()))
      const claims = items.flatMap(({ id }) => [
        () => patiently(() => claimItem(ada, id)),
        () => patiently(() => claimNext(ada)),
      ])
      const storm = claims.map((claim, n) =>
        n === 40 ? Promise.all([patiently(() => losses[name](ada, eve.memberId)), claim()]) : claim(),
      )
      await Promise.all(storm)
      expect(await heldBy(ada)).toBe(0)
      for (const { id } of items) await expectTrailToAgree(id)
      await db().member.updateMany({ where: { id: ada.memberId }, data: { role: 'recruiter', deactivatedAt: null } })
      await db().session.updateMany({ where: { id: ada.sessionId }, data: { revokedAt: null } })
    }
  },
  300_000,
)

/** Nobody may have touched it. */
async function expectTrailToAgree(id: string) {
  const told = await foldTrail(id)
  const row = await factsOfRow(id)
  if (row.version > 0) expect(told).toMatchObject(row)
}

test('who was deactivated past us, in the database, holds what she held until the next sweep, and can do nothing with it', async () => {
  const desk = await createDesk()
  const ada = await desk.member()
  const { id } = await desk.reviewItem()
  const { version } = (await granted(claimItem(ada, id))).item
  await db().member.updateMany({ where: { id: ada.memberId }, data: { deactivatedAt: new Date() } })
  const decision = { outcome: 'no-action-needed' as const, reason: '', idempotencyKey: `key-${id}` }
  const results = [
    await extendClaim(ada, id, version),
    await holdClaim(ada, id, { version, minutes: 100 }),
    await resolveItem(ada, id, { version, ...decision }),
  ]
  expect(results.map(outcomeOf)).toEqual(Array(3).fill('not-allowed'))
  expect(await sweepEnded()).toBe(1)
  expect(await heldBy(ada)).toBe(0)
})

test('a deactivated member’s sessions open nothing here any more, and go on elsewhere', async () => {
  const [desk, other] = [await createDesk(), await createDesk('Other Talent')]
  const ada = await desk.member()
  const elsewhere = await other.member()
  await db().member.create({
    data: { organizationId: other.organizationId, id: ada.memberId, userId: ada.userId, role: 'recruiter' },
  })
  await db().session.updateMany({ where: { id: elsewhere.sessionId }, data: { userId: ada.userId } })
  await deactivateMember(ada, null)
  expect(await memberOfSession(ada.sessionId, false)).toBeNull()
  expect(await memberOfSession(elsewhere.sessionId, false)).toMatchObject({ userId: ada.userId })
  expect(await db().session.count({ where: { id: ada.sessionId, revokedAt: null } })).toBe(0)
})

test('a new role that may decide keeps what is held', async () => {
  const desk = await createDesk()
  const ada = await desk.member()
  const { id } = await desk.reviewItem()
  await granted(claimItem(ada, id))
  expect(await changeRole(ada, 'admin', null)).toBe(true)
  expect(await heldBy(ada)).toBe(1)
})

test('a membership is found by organization and e-mail address, while it stands', async () => {
  const [desk, other] = [await createDesk(), await createDesk()]
  const member = await desk.member()
  const { organizationId, memberId, email } = member
  expect(await findMembership(`org_${organizationId}`, email)).toEqual({ organizationId, memberId })
  expect(await findMembership(`org_${other.organizationId}`, email)).toBeNull()
  await deactivateMember(member, null)
  expect(await findMembership(`org_${organizationId}`, email)).toBeNull()
})
