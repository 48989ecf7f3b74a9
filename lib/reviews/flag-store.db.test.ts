import { expect, test } from 'vitest'
import { db, transaction } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { lockItems } from './flag-store'

useTestDatabase()

const waitingForALock = async () => {
  const [row] = await db().$queryRaw<{ waiting: boolean }[]>`
    SELECT count(*) > 0 AS waiting FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%lastResolvedAt%'`
  return row!.waiting
}

test('a flag that waits for a resolve to commit sees when it was resolved', async () => {
  const { organizationId, member, reviewItem } = await createDesk()
  const { memberId } = await member()
  const { id, recordKey } = await reviewItem()
  const at = new Date('2026-01-05T10:00:00.000Z')
  const resolutionId = newId()
  const { promise: started, resolve: begun } = deferred()
  const { promise: mayCommit, resolve: commit } = deferred()
  const resolving = transaction(async (tx) => {
    const key = { organizationId, id: resolutionId, reviewItemId: id, memberId }
    await tx.resolution.create({ data: { ...key, outcome: 'proceed', at, idempotencyKey: 'key-of-test' } })
    await tx.reviewItem.updateMany({ where: { id }, data: { state: 'resolved', resolvedAt: at, resolutionId } })
    begun()
    await mayCommit
  })
  await started
  const locking = transaction((tx) => lockItems(organizationId, tx, { flagged: [recordKey] }))
  await expect.poll(waitingForALock).toBe(true)
  commit()
  await resolving
  expect(await locking).toMatchObject([{ state: 'resolved', lastResolvedAt: at }])
})

function deferred() {
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
