import { expect, test } from 'vitest'
import { db } from '@/lib/platform/db'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { ensureSchedules, finishSchedule, takeDue } from './schedule-store'

useTestDatabase()

const HOUR_SECONDS = 3_600

test('of any number of workers that ask at once one gets each schedule, and its progress comes back with the next turn', async () => {
  const { organizationId } = await createDesk()
  await Promise.all([ensureSchedules('watch'), ensureSchedules('watch')])
  const taken = (await Promise.all(Array.from({ length: 8 }, () => takeDue('watch', 60)))).flat()
  expect(taken).toEqual([{ organizationId, progress: {} }])
  await finishSchedule(organizationId, 'watch', { nextInSeconds: 0, progress: { cursor: 'here' } })
  expect(await takeDue('watch', 60)).toEqual([{ organizationId, progress: { cursor: 'here' } }])
  await finishSchedule(organizationId, 'watch', { nextInSeconds: HOUR_SECONDS })
  expect(await takeDue('watch', 60)).toEqual([])
})

test('what a dead worker had taken is due again when its lease is over, and not before', async () => {
  const { organizationId } = await createDesk()
  await ensureSchedules('reconcile')
  expect(await takeDue('reconcile', 60)).toContainEqual({ organizationId, progress: {} })
  expect(await takeDue('reconcile', 60)).toEqual([])
  await db().schedule.updateMany({ where: { organizationId }, data: { leaseUntil: new Date(0) } })
  expect(await takeDue('reconcile', 60)).toEqual([{ organizationId, progress: {} }])
})
