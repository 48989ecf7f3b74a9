import { expect, test } from 'vitest'
import type { SignedInMember } from '@/lib/members/domain'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { granted, lapse, outcomeOf, releaseAllOf } from '@/lib/platform/testing/commands'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { factsOfRow, foldTrail } from '@/lib/platform/testing/trail'
import { claimItem, claimNext, extendClaim, holdClaim, releaseClaim } from './claim-service'
import { reopenItem, resolveItem } from './decision-service'
import { LEASE_MINUTES, UNDO_MINUTES } from './domain'
import { sweepEnded } from './sweep-service'
import { handOverItem, skipItem, snoozeItem, wakeItem } from './turn-service'
import { undoAction } from './undo-service'

useTestDatabase()

const HOUR_MS = 3_600_000
const inOneHour = () => new Date(Date.now() + HOUR_MS)

interface Scene {
  ada: SignedInMember
  bob: SignedInMember
  id: string
  version: number
}

async function scene(): Promise<Scene & { recordKey: string }> {
  const desk = await createDesk()
  const [ada, bob] = [await desk.member('recruiter', 'Ada'), await desk.member('recruiter', 'Bob')]
  const handed = { preferredMemberId: bob.memberId, dueAt: new Date(Date.now() + 5 * HOUR_MS), skipCount: 3 }
  return { ada, bob, version: 0, ...(await desk.reviewItem(handed, { aiOutcome: 'passed' })) }
}

type Begin = (scene: Scene) => Promise<number>
const free: Begin = async () => 0
const held: Begin = async ({ ada, id }) => (await granted(claimItem(ada, id))).item.version
const asleep: Begin = async ({ bob, id }) =>
  (await granted(snoozeItem(bob, id, { version: 0, until: inOneHour() }))).item.version
const decide = (scene: Scene) =>
  resolveItem(scene.ada, scene.id, {
    ...{ version: scene.version, outcome: 'do-not-proceed', reason: 'Because.', idempotencyKey: newId() },
  })
const resolved: Begin = async (scene) => {
  const version = await held(scene)
  return (await granted(decide({ ...scene, version }))).item.version
}

/** Every kind of action, from every state in which it works. */
const actions: [name: string, begin: Begin, act: (scene: Scene) => ReturnType<typeof claimItem>][] = [
  ['a claim', free, ({ ada, id }) => claimItem(ada, id)],
  ['a claim of what sleeps', asleep, ({ ada, id }) => claimItem(ada, id)],
  ['a claim of what is next', free, ({ ada }) => claimNext(ada) as ReturnType<typeof claimItem>],
  ['an extension', held, ({ ada, id, version }) => extendClaim(ada, id, version)],
  ['a hold', held, ({ ada, id, version }) => holdClaim(ada, id, { version, minutes: 200 })],
  ['a release', held, ({ ada, id, version }) => releaseClaim(ada, id, version)],
  ['a snooze', free, ({ ada, id, version }) => snoozeItem(ada, id, { version, until: inOneHour() })],
  ['a snooze of what is held', held, ({ ada, id, version }) => snoozeItem(ada, id, { version, until: inOneHour() })],
  ['a snooze of what sleeps', asleep, ({ ada, id, version }) => snoozeItem(ada, id, { version, until: inOneHour() })],
  ['waking', asleep, ({ ada, id, version }) => wakeItem(ada, id, version)],
  ['a skip', free, ({ ada, id, version }) => skipItem(ada, id, { version, reason: 'Later.' })],
  ['a skip of what is held', held, ({ ada, id, version }) => skipItem(ada, id, { version, reason: '' })],
  [
    'a hand-over',
    held,
    ({ ada, id, version }) => handOverItem(ada, id, { version, to: { role: 'admin' }, note: 'Please.' }),
  ],
  [
    'a hand-over of what sleeps',
    asleep,
    ({ ada, id, version }) => handOverItem(ada, id, { version, to: { role: 'admin' }, note: '' }),
  ],
  ['a resolution', held, decide],
  ['a re-opening', resolved, ({ ada, id, version }) => reopenItem(ada, id, { version, reason: 'Too early.' })],
]

/** All that an action may change, but the version; a lease that is given back is a new one. */
async function imageOf(id: string) {
  const { version: _, leaseUntil, ...row } = await db().reviewItem.findFirstOrThrow({ where: { id } })
  const skips = await db().reviewSkip.count({ where: { reviewItemId: id } })
  const notes = await db().note.count({ where: { recordKey: row.recordKey } })
  const standing = await db().resolution.findMany({
    where: { reviewItemId: id, reopenedAt: null },
    select: { id: true },
  })
  return { row, isHeld: leaseUntil !== null, skips, notes, standing }
}

test.each(actions)('%s is undone exactly, and told in the trail', async (_, begin, act) => {
  const here = await scene()
  here.version = await begin(here)
  const before = await imageOf(here.id)
  const done = await granted(act(here))
  expect(done.item.version).toBe(here.version + 1)
  expect(await imageOf(here.id)).not.toEqual({ ...before, row: { ...before.row, heldSince: new Date(0) } })
  const undone = await granted(undoAction(here.ada, done.actionId))
  expect(undone.item.version).toBe(here.version + 2)
  expect(await imageOf(here.id)).toEqual(before)
  expect(await foldTrail(here.id)).toMatchObject(await factsOfRow(here.id))
  if (before.isHeld) {
    const left = (Date.parse(undone.item.holder!.until) - Date.now()) / 60_000
    expect(left).toBeGreaterThan(LEASE_MINUTES - 2)
    expect(undone.item.holder!.memberId).toBe(here.ada.memberId)
  }
})

const five = actions.filter(([name]) =>
  /^(a claim|a snooze of what is held|a skip|a resolution|a re-opening)$/.test(name),
)

test.each(five)('%s that is undone twice, also at the same moment, is undone once', async (_, begin, act) => {
  const here = await scene()
  here.version = await begin(here)
  const { actionId } = await granted(act(here))
  const results = await Promise.all([1, 2, 3].map(() => undoAction(here.ada, actionId)))
  results.push(await undoAction(here.ada, actionId))
  expect(results.map(outcomeOf)).toEqual(Array(4).fill('ok'))
  expect(new Set(results.map(({ item }) => item?.version))).toEqual(new Set([here.version + 2]))
  expect(await db().auditEntry.count({ where: { subjectId: here.id, action: 'action-undone' } })).toBe(1)
})

/** What may happen to an item between an action and its undo. */
const changes: [name: string, change: (scene: Scene) => Promise<unknown>][] = [
  ['somebody else skipped it', ({ bob, id, version }) => granted(skipItem(bob, id, { version, reason: '' }))],
  ['somebody else claimed it', ({ bob, id }) => granted(claimItem(bob, id))],
  ['she herself claimed it again', ({ ada, id }) => granted(claimItem(ada, id))],
  [
    'a flag was counted',
    ({ id }) => db().$executeRaw`UPDATE review_items SET version = version + 1 WHERE id = ${id}::uuid`,
  ],
]

test.each(changes)('when %s, an undo is refused and changes nothing', async (_, change) => {
  const here = await scene()
  const version = await held(here)
  const { actionId, item } = await granted(releaseClaim(here.ada, here.id, version))
  await change({ ...here, version: item.version })
  const before = await imageOf(here.id)
  expect(outcomeOf(await undoAction(here.ada, actionId))).toBe('changed-since')
  expect(await imageOf(here.id)).toEqual(before)
})

test('an action is not undone after a later one of hers, nor after that one was undone', async () => {
  const { ada, id } = await scene()
  const claimed = await granted(claimItem(ada, id))
  const extended = await granted(extendClaim(ada, id, claimed.item.version))
  expect(outcomeOf(await undoAction(ada, claimed.actionId))).toBe('changed-since')
  await granted(undoAction(ada, extended.actionId))
  expect(outcomeOf(await undoAction(ada, claimed.actionId))).toBe('changed-since')
})

test('a claim that lapsed and was swept, or was freed by a sign-out, is not undone', async () => {
  const { ada, id } = await scene()
  const claimed = await granted(claimItem(ada, id))
  await lapse(id)
  await sweepEnded()
  expect(outcomeOf(await undoAction(ada, claimed.actionId))).toBe('changed-since')
  const again = await granted(claimItem(ada, id))
  await releaseAllOf(ada.organizationId, ada.memberId)
  expect(outcomeOf(await undoAction(ada, again.actionId))).toBe('changed-since')
})

test('an action is undone for so many minutes, then no more', async () => {
  const { ada, id } = await scene()
  const { actionId } = await granted(claimItem(ada, id))
  const backdate = (seconds: number) =>
    db().reviewAction.updateMany({
      where: { id: actionId },
      data: { at: new Date(Date.now() - UNDO_MINUTES * 60_000 + seconds * 1_000) },
    })
  await backdate(-1)
  expect(outcomeOf(await undoAction(ada, actionId))).toBe('undo-too-late')
  await backdate(60)
  expect(outcomeOf(await undoAction(ada, actionId))).toBe('ok')
})

test('only her own actions are undone, and only by who may still act', async () => {
  const { ada, bob, id } = await scene()
  const { actionId } = await granted(claimItem(ada, id))
  const mallory = await (await createDesk('Other Talent')).member('admin')
  for (const other of [bob, mallory]) expect(outcomeOf(await undoAction(other, actionId))).toBe('nothing-to-undo')
  expect(outcomeOf(await undoAction(ada, newId()))).toBe('nothing-to-undo')
  await db().member.updateMany({ where: { id: ada.memberId }, data: { role: 'auditor' } })
  expect(outcomeOf(await undoAction(ada, actionId))).toBe('not-allowed')
  expect(await db().reviewItem.count({ where: { id, version: 1 } })).toBe(1)
})

test('a decision that was undone is no decision: it does not stand, and a new one may be made', async () => {
  const here = await scene()
  const version = await held(here)
  const { actionId } = await granted(decide({ ...here, version }))
  const { item } = await granted(undoAction(here.ada, actionId))
  expect(item).toMatchObject({ state: 'open', resolution: null })
  await granted(decide({ ...here, version: item.version }))
  const all = await db().resolution.findMany({ where: { reviewItemId: here.id }, orderBy: { id: 'asc' } })
  expect(all.map(({ reopenedAt }) => reopenedAt === null)).toEqual([false, true])
})

test('a hand-over that is undone is told to nobody any more; an earlier one still is', async () => {
  const { ada, bob, id } = await scene()
  const to = { memberId: bob.memberId }
  const told = () => db().notification.count({ where: { memberId: bob.memberId, kind: 'handed-over' } })
  const first = await granted(handOverItem(ada, id, { version: 0, to, note: '' }))
  await db().$executeRaw`UPDATE notifications SET at = at - interval '1 minute' WHERE member_id = ${bob.memberId}::uuid`
  const second = await granted(handOverItem(ada, id, { version: first.item.version, to, note: '' }))
  expect(await told()).toBe(2)
  await granted(undoAction(ada, second.actionId!))
  expect(await told()).toBe(1)
})
