import { expect, test } from 'vitest'
import { db, transaction } from '@/lib/platform/db'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { claimItem, claimNext } from '@/lib/reviews/claim-service'
import { endSession } from './service'
import { signOut } from './sign-out-service'

useTestDatabase()

const holderOf = async (id: string) => (await db().reviewItem.findFirstOrThrow({ where: { id } })).holderId

test('who signs out holds nothing, and gets nothing with the session that has ended', async () => {
  const desk = await createDesk()
  const member = await desk.member()
  const [held, free] = [await desk.reviewItem(), await desk.reviewItem()]
  expect((await claimItem(member, held.id)).ok).toBe(true)
  await signOut(member.sessionId)
  expect(await holderOf(held.id)).toBeNull()
  expect(await claimItem(member, free.id)).toMatchObject({ ok: false, reason: 'not-allowed' })
  expect(await claimNext(member)).toMatchObject({ item: null })
  expect([await holderOf(held.id), await holderOf(free.id)]).toEqual([null, null])
})

test('a claim that was under way when its member signed out leaves nothing held', async () => {
  const desk = await createDesk()
  const member = await desk.member()
  const { id } = await desk.reviewItem()
  let claiming: ReturnType<typeof claimItem> | undefined
  let leaving: Promise<void> | undefined
  await transaction(async (tx) => {
    await tx.$queryRaw`SELECT FROM review_items WHERE id = ${id}::uuid FOR UPDATE`
    claiming = claimItem(member, id)
    await untilWaiting(1)
    leaving = signOut(member.sessionId)
  })
  await Promise.all([claiming, leaving])
  expect(await holderOf(id)).toBeNull()
})

test('a sign-out that is cut off has done nothing', async () => {
  const desk = await createDesk()
  const member = await desk.member()
  const cutOff = endSession(member.sessionId, () => Promise.reject(new Error('cut off')))
  await expect(cutOff).rejects.toThrow('cut off')
  expect((await claimItem(member, (await desk.reviewItem()).id)).ok).toBe(true)
})

/** So many statements of this database wait for a lock. */
async function untilWaiting(count: number) {
  await expect
    .poll(async () => {
      const rows = await db().$queryRaw<{ n: number }[]>`
        SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
      return rows[0]!.n
    })
    .toBeGreaterThanOrEqual(count)
}
