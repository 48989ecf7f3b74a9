import { expect, test } from 'vitest'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { endSnooze, granted, lapse, outcomeOf } from '@/lib/platform/testing/commands'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { PATIENT } from '@/lib/platform/testing/patience'
import { claimItem, extendClaim, holdClaim } from './claim-service'
import { SNOOZE_DAYS_MAX } from './domain'
import { getReviewItem, listInbox } from './service'
import { handOverItem, skipItem, snoozeItem, wakeItem } from './turn-service'

useTestDatabase()

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const inOneHour = () => new Date(Date.now() + HOUR_MS)

async function scene() {
  const desk = await createDesk()
  const [ada, bob] = [await desk.member('recruiter', 'Ada'), await desk.member('recruiter', 'Bob')]
  return { desk, ada, bob, ...(await desk.reviewItem()) }
}

test('what sleeps is held by nobody, is in no queue, and says until when and by whom', async () => {
  const { ada, bob, id } = await scene()
  const { item } = await granted(claimItem(ada, id))
  const until = inOneHour()
  const asleep = await granted(snoozeItem(ada, id, { version: item.version, until }))
  const snooze = { until: until.toISOString(), byMemberId: ada.memberId, byName: 'Ada' }
  expect(asleep.item).toMatchObject({ version: 2, state: 'open', holder: null, snooze })
  const [open, snoozed] = [
    await listInbox(bob, { tab: 'open', limit: 50 }),
    await listInbox(bob, { tab: 'snoozed', limit: 50 }),
  ]
  expect([open.rows, snoozed.rows.map((row) => row.id)]).toEqual([[], [id]])
  expect(open.counts).toMatchObject({ free: 0, snoozed: 1, snoozedUntil: until.toISOString() })
})

test('only a time ahead and within a year is slept until, and nobody snoozes what another holds', async () => {
  const { ada, bob, id } = await scene()
  const year = SNOOZE_DAYS_MAX * DAY_MS
  for (const ms of [-1_000, 0, year + HOUR_MS, 100 * year]) {
    const until = new Date(Date.now() + ms)
    expect(outcomeOf(await snoozeItem(ada, id, { version: 0, until }))).toBe('until-not-ahead')
  }
  expect(outcomeOf(await snoozeItem(ada, id, { version: 7, until: inOneHour() }))).toBe('stale-version')
  const { item } = await granted(claimItem(bob, id))
  const { version } = item
  expect(outcomeOf(await snoozeItem(ada, id, { version, until: inOneHour() }))).toBe('held-by-other')
  const longest = new Date(Date.now() + year - HOUR_MS)
  expect(outcomeOf(await snoozeItem(bob, id, { version, until: longest }))).toBe('ok')
})

test('what sleeps is snoozed anew, woken and claimed by anybody; what is awake is not woken', async () => {
  const { ada, bob, id } = await scene()
  expect(outcomeOf(await wakeItem(ada, id, 0))).toBe('not-snoozed')
  await granted(snoozeItem(ada, id, { version: 0, until: inOneHour() }))
  const later = new Date(Date.now() + DAY_MS)
  const again = await granted(snoozeItem(bob, id, { version: 1, until: later }))
  expect(again.item.snooze).toMatchObject({ until: later.toISOString(), byName: 'Bob' })
  expect((await granted(wakeItem(ada, id, 2))).item).toMatchObject({ version: 3, snooze: null, holder: null })
  await granted(snoozeItem(ada, id, { version: 3, until: later }))
  expect((await granted(claimItem(bob, id))).item).toMatchObject({ version: 5, snooze: null, holder: { name: 'Bob' } })
})

test('a snooze that is over is awake before anybody has swept it', async () => {
  const { ada, bob, id } = await scene()
  await granted(snoozeItem(ada, id, { version: 0, until: inOneHour() }))
  await endSnooze(id)
  expect((await getReviewItem(bob, id))?.item.snooze).toBeNull()
  expect(outcomeOf(await wakeItem(ada, id, 1))).toBe('not-snoozed')
  expect((await granted(claimItem(bob, id))).item.version).toBe(2)
  expect(await db().reviewItem.count({ where: { id, snoozedUntil: null, snoozedById: null } })).toBe(1)
})

test('of a claim and a snooze at the same moment one is refused with what the other did', async () => {
  const { desk, ada, bob } = await scene()
  for (let round = 0; round < 10; round++) {
    const { id } = await desk.reviewItem()
    const [claimed, slept] = await Promise.all([
      claimItem(ada, id),
      snoozeItem(bob, id, { version: 0, until: inOneHour() }),
    ])
    // A claim wakes what sleeps, so it may come second; a snooze may not, because it saw the item free.
    expect(outcomeOf(claimed)).toBe('ok')
    expect(['ok', 'held-by-other']).toContain(outcomeOf(slept))
    const row = await db().reviewItem.findFirstOrThrow({ where: { id } })
    expect(row).toMatchObject({ holderId: ada.memberId, snoozedUntil: null, version: slept.ok ? 2 : 1 })
  }
})

test('a skipped item is free, is counted, and its reason is kept beside the trail, not in it', async () => {
  const { ada, bob, id } = await scene()
  const { item } = await granted(claimItem(ada, id))
  expect(outcomeOf(await skipItem(bob, id, { version: item.version, reason: '' }))).toBe('held-by-other')
  const skipped = await granted(skipItem(ada, id, { version: item.version, reason: 'SECRET: speaks Dutch only' }))
  expect(skipped.item).toMatchObject({ version: 2, holder: null, skipCount: 1 })
  expect((await granted(skipItem(bob, id, { version: 2, reason: '' }))).item.skipCount).toBe(2)
  const skips = await db().reviewSkip.findMany({ where: { reviewItemId: id }, orderBy: { id: 'asc' } })
  expect(skips.map(({ memberId, reason }) => [memberId, reason])).toEqual([
    [ada.memberId, 'SECRET: speaks Dutch only'],
    [bob.memberId, null],
  ])
  expect(JSON.stringify(await db().auditEntry.findMany({ where: { subjectId: id } }))).not.toContain('SECRET')
})

test('what is handed over is free, waits for that member or role first, and carries the note', async () => {
  const { desk, ada, bob, id, recordKey } = await scene()
  const eve = await desk.member('admin', 'Eve')
  const { item } = await granted(claimItem(ada, id))
  const to = { memberId: bob.memberId }
  const handed = await granted(handOverItem(ada, id, { version: item.version, to, note: 'You know her.' }))
  expect(handed.item).toMatchObject({ holder: null, preferred: { memberId: bob.memberId, name: 'Bob', role: null } })
  expect(await db().note.findMany({ where: { recordKey } })).toMatchObject([{ body: 'You know her.' }])
  expect(await db().notification.findMany({ where: { reviewItemId: id } })).toMatchObject([{ memberId: bob.memberId }])
  const { version } = handed.item
  const onward = await granted(handOverItem(eve, id, { version, to: { role: 'admin' }, note: '' }))
  expect(onward.item.preferred).toEqual({ memberId: null, name: null, role: 'admin' })
  expect(await db().note.count({ where: { recordKey } })).toBe(1)
  const claimed = await granted(claimItem(ada, id))
  expect(claimed.item).toMatchObject({ preferred: null, holder: { name: 'Ada' } })
})

test('nothing is handed to who may not decide it, also when that changes at the same moment', async () => {
  const { desk, ada, bob, id } = await scene()
  const auditor = await desk.member('auditor')
  const stranger = await (await createDesk('Other Talent')).member()
  const targets = [{ memberId: auditor.memberId }, { memberId: stranger.memberId }, { memberId: newId() }]
  for (const to of [...targets, { role: 'auditor' as const }])
    expect(outcomeOf(await handOverItem(ada, id, { version: 0, to, note: 'x' }))).toBe('not-allowed')
  const to = { memberId: bob.memberId }
  let answer: ReturnType<typeof handOverItem> | undefined
  await db().$transaction(async (tx) => {
    await tx.member.updateMany({ where: { id: bob.memberId }, data: { deactivatedAt: new Date() } })
    answer = handOverItem(ada, id, { version: 0, to, note: 'x' })
    await new Promise((resolve) => setTimeout(resolve, 60))
  }, PATIENT)
  expect(outcomeOf(await answer!)).toBe('not-allowed')
  expect(await db().note.count()).toBe(await db().notification.count())
  expect((await getReviewItem(ada, id))?.item).toMatchObject({ version: 0, preferred: null })
})

test('a hold lasts as long as asked, never longer than the organization allows, and no extension shortens it', async () => {
  const { desk, ada, bob, id } = await scene()
  const { organizationId } = desk
  await db().reviewSettings.create({ data: { organizationId, maxHoldMinutes: 60 } })
  const { version } = (await granted(claimItem(ada, id))).item
  expect(outcomeOf(await holdClaim(bob, id, { version, minutes: 30 }))).toBe('held-by-other')
  const minutesOf = (until: string) => Math.round((Date.parse(until) - Date.now()) / 60_000)
  const long = await granted(holdClaim(ada, id, { version, minutes: 10_080 }))
  expect(minutesOf(long.item.holder!.until)).toBe(60)
  const extended = await granted(extendClaim(ada, id, long.item.version))
  expect(extended.item.holder!.until).toBe(long.item.holder!.until)
  const shorter = await granted(holdClaim(ada, id, { version: extended.item.version, minutes: 30 }))
  expect(minutesOf(shorter.item.holder!.until)).toBe(30)
  await db().$executeRaw`UPDATE review_items SET held_since = held_since - interval '40 minutes' WHERE id = ${id}::uuid`
  const rest = await granted(holdClaim(ada, id, { version: shorter.item.version, minutes: 30 }))
  expect(minutesOf(rest.item.holder!.until)).toBe(20)
  await lapse(id)
  expect(outcomeOf(await holdClaim(ada, id, { version: rest.item.version, minutes: 30 }))).toBe('not-held')
})

test('resolved items are neither snoozed nor skipped nor handed over', async () => {
  const { desk, ada, bob } = await scene()
  const at = new Date()
  const { id } = await desk.reviewItem({ state: 'resolved', resolvedAt: at, resolutionId: newId() })
  const results = [
    await snoozeItem(ada, id, { version: 0, until: inOneHour() }),
    await wakeItem(ada, id, 0),
    await skipItem(ada, id, { version: 0, reason: '' }),
    await handOverItem(ada, id, { version: 0, to: { memberId: bob.memberId }, note: '' }),
    await holdClaim(ada, id, { version: 0, minutes: 30 }),
  ]
  expect(results.map(outcomeOf)).toEqual(Array(5).fill('already-resolved'))
})

test('to another organization none of it exists', async () => {
  const { ada, id } = await scene()
  const mallory = await (await createDesk('Other Talent')).member('admin')
  const results = [
    await snoozeItem(mallory, id, { version: 0, until: inOneHour() }),
    await wakeItem(mallory, id, 0),
    await skipItem(mallory, id, { version: 0, reason: '' }),
    await handOverItem(mallory, id, { version: 0, to: { role: 'admin' }, note: '' }),
    await holdClaim(mallory, id, { version: 0, minutes: 30 }),
  ]
  expect(results.map(outcomeOf)).toEqual(Array(5).fill('not-found'))
  expect((await getReviewItem(ada, id))?.item.version).toBe(0)
})
