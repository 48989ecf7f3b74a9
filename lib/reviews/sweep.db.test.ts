import { expect, test } from 'vitest'
import { db } from '@/lib/platform/db'
import { endSnooze, granted, lapse } from '@/lib/platform/testing/commands'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { factsOfRow, foldTrail } from '@/lib/platform/testing/trail'
import { claimItem, holdClaim } from './claim-service'
import { sweepEnded } from './sweep-service'
import { snoozeItem } from './turn-service'

useTestDatabase()

const inOneHour = () => new Date(Date.now() + 3_600_000)
const toldOf = (id: string, action: string) => db().auditEntry.count({ where: { subjectId: id, action } })

test('one sweep returns what is over to the pool, tells it once, and a second one finds nothing', async () => {
  const desk = await createDesk()
  const ada = await desk.member()
  const { id } = await desk.reviewItem()
  await granted(claimItem(ada, id))
  expect(await sweepEnded()).toBe(0)
  await lapse(id)
  expect(await sweepEnded()).toBe(1)
  expect(await sweepEnded()).toBe(0)
  expect(await factsOfRow(id)).toMatchObject({ version: 2, holderId: null, until: null, state: 'open' })
  expect(await toldOf(id, 'claim-lapsed')).toBe(1)
})

test('the trail says of a lapsed claim whose it was, and that nobody ended it', async () => {
  const desk = await createDesk()
  const ada = await desk.member()
  const { id } = await desk.reviewItem()
  await granted(claimItem(ada, id))
  await lapse(id)
  await sweepEnded()
  const entry = await db().auditEntry.findFirstOrThrow({ where: { subjectId: id, action: 'claim-lapsed' } })
  expect(entry).toMatchObject({ memberId: null, facts: { formerHolderId: ada.memberId, holderId: null, version: 2 } })
})

test('what sleeps wakes exactly once when its time has come, also by two sweeps at the same moment', async () => {
  const desk = await createDesk()
  const ada = await desk.member()
  for (let round = 0; round < 10; round++) {
    const items = await Promise.all(Array.from({ length: 5 }, () => desk.reviewItem()))
    for (const { id } of items) await granted(snoozeItem(ada, id, { version: 0, until: inOneHour() }))
    expect(await sweepEnded()).toBe(0)
    for (const { id } of items) await endSnooze(id)
    const swept = await Promise.all([sweepEnded(), sweepEnded(), sweepEnded()])
    expect(swept.reduce((sum, count) => sum + count, 0) + (await sweepEnded())).toBe(items.length)
    for (const { id } of items) {
      expect(await toldOf(id, 'item-woken')).toBe(1)
      expect(await factsOfRow(id)).toMatchObject({ version: 2, snoozedUntil: null })
    }
  }
})

test('a sweep and a claim at the same moment: the claim stands, whichever comes first', async () => {
  const desk = await createDesk()
  const [ada, bob] = [await desk.member(), await desk.member()]
  for (let round = 0; round < 20; round++) {
    const { id } = await desk.reviewItem()
    await granted(claimItem(ada, id))
    await lapse(id)
    const [claimed] = await Promise.all([claimItem(bob, id), sweepEnded()])
    expect(claimed.ok).toBe(true)
    expect((await factsOfRow(id)).holderId).toBe(bob.memberId)
    expect(await foldTrail(id)).toMatchObject(await factsOfRow(id))
  }
})

test('a lease that was extended or held meanwhile is left alone', async () => {
  const desk = await createDesk()
  const ada = await desk.member()
  const { id } = await desk.reviewItem()
  const { item } = await granted(claimItem(ada, id))
  await granted(holdClaim(ada, id, { version: item.version, minutes: 60 }))
  expect(await sweepEnded()).toBe(0)
})

test('more than one sweep takes are swept one after the other, in every organization', async () => {
  const desks = [await createDesk(), await createDesk('Other Talent')]
  for (const desk of desks) {
    const ada = await desk.member()
    for (let n = 0; n < 3; n++) await granted(claimItem(ada, (await desk.reviewItem()).id))
  }
  const organizationId = { in: desks.map((desk) => desk.organizationId) }
  await db().reviewItem.updateMany({ where: { organizationId }, data: { leaseUntil: new Date(Date.now() - 1_000) } })
  expect([await sweepEnded(4), await sweepEnded(4), await sweepEnded(4)]).toEqual([4, 2, 0])
})
