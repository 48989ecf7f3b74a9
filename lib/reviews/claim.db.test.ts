import { expect, test } from 'vitest'
import type { SignedInMember } from '@/lib/members/domain'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { lapse, releaseAllOf } from '@/lib/platform/testing/commands'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { PATIENT, patiently } from '@/lib/platform/testing/patience'
import { claimItem, claimNext, extendClaim, releaseClaim } from './claim-service'
import { LEASE_MINUTES } from './domain'
import { getReviewItem } from './service'

useTestDatabase()

const ROUNDS = process.env.RELIABILITY === 'long' ? 1_000 : 5

async function claimed(member: SignedInMember, id: string) {
  const result = await claimItem(member, id)
  if (!result.ok) throw new Error(result.reason)
  return result.item
}

test(`of 200 claims at the same moment one is granted and 199 name its holder, ${ROUNDS} times`, async () => {
  const desk = await createDesk()
  const members = await Promise.all(Array.from({ length: 10 }, (_, n) => desk.member('recruiter', `Member ${n}`)))
  for (let round = 0; round < ROUNDS; round++) {
    const { id } = await desk.reviewItem()
    const results = await Promise.all(
      Array.from({ length: 200 }, (_, n) => patiently(() => claimItem(members[n % 10]!, id))),
    )
    const granted = results.filter((result) => result.ok)
    expect(granted).toHaveLength(1)
    const holder = granted[0]!.item!.holder!
    const refusals = results.filter((result) => !result.ok)
    expect(refusals.every((result) => result.item?.holder?.memberId === holder.memberId)).toBe(true)
    expect(refusals.every((result) => result.item?.holder?.name === holder.name)).toBe(true)
    expect(new Set(refusals.map((result) => !result.ok && result.reason))).toEqual(
      new Set(['held-by-other', 'already-held']),
    )
    expect(await db().auditEntry.count({ where: { subjectId: id, action: 'item-claimed' } })).toBe(1)
  }
}, 1_800_000)

test('a claim lasts the lease on the database clock and is seen by others with its end', async () => {
  const desk = await createDesk()
  const [ada, bob] = [await desk.member('recruiter', 'Ada'), await desk.member('recruiter', 'Bob')]
  const { id } = await desk.reviewItem()
  const item = await claimed(ada, id)
  expect(item).toMatchObject({ version: 1, state: 'open', holder: { memberId: ada.memberId, name: 'Ada' } })
  const { since, until } = item.holder!
  expect(Math.abs(Date.parse(until) - Date.parse(since) - LEASE_MINUTES * 60_000)).toBeLessThan(5_000)
  const seen = await getReviewItem(bob, id)
  expect(seen?.item.holder).toEqual(item.holder)
  expect(Date.parse(seen!.now)).toBeGreaterThanOrEqual(Date.parse(since))
})

test('a lapsed claim is free for others and for its last holder, who can do nothing with it', async () => {
  const desk = await createDesk()
  const [ada, bob] = [await desk.member(), await desk.member()]
  const { id } = await desk.reviewItem()
  const { version } = await claimed(ada, id)
  await lapse(id)
  expect((await getReviewItem(bob, id))?.item.holder).toBeNull()
  expect(await extendClaim(ada, id, version)).toMatchObject({ ok: false, reason: 'not-held', lapsed: true })
  expect(await releaseClaim(ada, id, version)).toMatchObject({ ok: false, reason: 'not-held', lapsed: true })
  expect(await claimed(ada, id)).toMatchObject({ version: version + 1 })
  await lapse(id)
  expect((await claimed(bob, id)).holder?.memberId).toBe(bob.memberId)
  expect(await extendClaim(ada, id, version + 1)).toMatchObject({ ok: false, reason: 'held-by-other' })
})

test('a command with an old version is refused with the present one', async () => {
  const desk = await createDesk()
  const ada = await desk.member()
  const { id } = await desk.reviewItem()
  const first = await claimed(ada, id)
  const extended = await extendClaim(ada, id, first.version)
  expect(extended).toMatchObject({ ok: true, item: { version: first.version + 1 } })
  for (const command of [extendClaim, releaseClaim])
    expect(await command(ada, id, first.version)).toMatchObject({
      ok: false,
      reason: 'stale-version',
      version: first.version + 1,
    })
})

test('an extension starts the lease anew and keeps since when it is held', async () => {
  const desk = await createDesk()
  const ada = await desk.member()
  const { id } = await desk.reviewItem()
  const item = await claimed(ada, id)
  await db()
    .$executeRaw`UPDATE review_items SET lease_until = clock_timestamp() + interval '5 minutes' WHERE id = ${id}::uuid`
  const result = await extendClaim(ada, id, item.version)
  if (!result.ok) throw new Error(result.reason)
  expect(result.item.holder!.since).toBe(item.holder!.since)
  expect(Date.parse(result.item.holder!.until)).toBeGreaterThanOrEqual(Date.parse(item.holder!.until))
})

test('a released item is free at once; nobody can release what another holds', async () => {
  const desk = await createDesk()
  const [ada, bob] = [await desk.member(), await desk.member()]
  const { id } = await desk.reviewItem()
  const { version } = await claimed(ada, id)
  expect(await releaseClaim(bob, id, version)).toMatchObject({ reason: 'held-by-other', holderId: ada.memberId })
  expect(await releaseClaim(ada, id, version)).toMatchObject({ ok: true, item: { holder: null } })
  expect((await claimed(bob, id)).holder?.memberId).toBe(bob.memberId)
})

test('members who claim next at the same moment all get an item, each another one', async () => {
  const desk = await createDesk()
  const members = await Promise.all(Array.from({ length: 40 }, () => desk.member()))
  const items = await Promise.all(members.map(() => desk.reviewItem()))
  const answers = await Promise.all(members.map((member) => claimNext(member)))
  expect(new Set(answers.map((answer) => answer.item?.id))).toEqual(new Set(items.map(({ id }) => id)))
})

test('claim-next says "nothing" only when nothing is free, although a row was locked for a moment', async () => {
  const desk = await createDesk()
  const ada = await desk.member()
  const { id } = await desk.reviewItem()
  let answer = Promise.resolve<unknown>(null)
  await db().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT FROM review_items WHERE id = ${id}::uuid FOR UPDATE`
    answer = claimNext(ada)
    await new Promise((resolve) => setTimeout(resolve, 60))
  }, PATIENT)
  expect(await answer).toMatchObject({ item: { id } })
})

test('sign-out frees everything the member holds, once, and nothing else', async () => {
  const desk = await createDesk()
  const [ada, bob] = [await desk.member(), await desk.member()]
  const items = await Promise.all(Array.from({ length: 4 }, () => desk.reviewItem()))
  for (const { id } of items.slice(0, 3)) await claimed(ada, id)
  await claimed(bob, items[3]!.id)
  await lapse(items[2]!.id)
  expect(await releaseAllOf(ada.organizationId, ada.memberId)).toBe(2)
  expect(await releaseAllOf(ada.organizationId, ada.memberId)).toBe(0)
  const holders = await Promise.all(items.map(async ({ id }) => (await getReviewItem(ada, id))?.item.holder?.memberId))
  expect(holders).toEqual([undefined, undefined, undefined, bob.memberId])
})

test('to another organization an item does not exist, whatever is asked of it', async () => {
  const [desk, other] = [await createDesk(), await createDesk('Other Talent')]
  const [ada, mallory] = [await desk.member(), await other.member('admin')]
  const { id } = await desk.reviewItem()
  const { version } = await claimed(ada, id)
  for (const foreign of [id, newId(), 'no-uuid', '\u0000']) {
    expect(await getReviewItem(mallory, foreign)).toBeNull()
    expect(await claimItem(mallory, foreign)).toEqual({ ok: false, reason: 'not-found' })
    expect(await extendClaim(mallory, foreign, version)).toEqual({ ok: false, reason: 'not-found' })
    expect(await releaseClaim(mallory, foreign, version)).toEqual({ ok: false, reason: 'not-found' })
  }
  expect(await claimNext(mallory)).toMatchObject({ item: null, counts: { free: 0, heldByOthers: 0 } })
  expect(await releaseAllOf(mallory.organizationId, ada.memberId)).toBe(0)
  expect((await getReviewItem(ada, id))?.item.version).toBe(version)
})
