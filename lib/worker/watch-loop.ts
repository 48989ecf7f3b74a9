import { watchOrganization } from '@/lib/issues/watch-service'
import { log } from '@/lib/platform/log'
import { type DueSchedule, ensureSchedules, finishSchedule, takeDue } from '@/lib/schedules/schedule-store'
import { runEvery } from './every'
import { describeError } from './failure'

const EVERY_MS = 1_000
const LEASE_SECONDS = 30
/** One whose watch fails is watched again after so long; meanwhile the others are. */
const AFTER_FAILURE_SECONDS = 30
const AT_ONCE = 50

/** Watches every organization, each every few seconds, whatever the number of workers. */
export const runWatch = (signal: AbortSignal, everyMs = EVERY_MS): Promise<void> =>
  runEvery({ what: 'watch', everyMs, work: watchDue }, signal)

async function watchDue(): Promise<boolean> {
  await ensureSchedules('watch')
  const due = await takeDue('watch', LEASE_SECONDS, AT_ONCE)
  for (const schedule of due) await watchOne(schedule)
  return due.length === AT_ONCE
}

async function watchOne(schedule: DueSchedule) {
  try {
    await watchOrganization(schedule, new Date())
  } catch (error) {
    log().warn(
      { organizationId: schedule.organizationId, reason: describeError(error) },
      'an organization is not watched',
    )
    await finishSchedule(schedule.organizationId, 'watch', { nextInSeconds: AFTER_FAILURE_SECONDS })
  }
}
