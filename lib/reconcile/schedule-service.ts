import { findReconcileSettings } from '@/lib/popp-connection/connection-service'
import { type DueSchedule, ensureSchedules, finishSchedule, takeDue } from '@/lib/schedules/schedule-store'
import { orderReconcile } from './service'

const LEASE_SECONDS = 30
/** So soon a changed setting is noticed. */
const LOOK_EVERY_SECONDS = 60
const MINUTE_MS = 60_000

/** Orders what the organizations' settings want by now. */
export async function orderDueReconciles(now = Date.now()): Promise<void> {
  await ensureSchedules('reconcile')
  for (const schedule of await takeDue('reconcile', LEASE_SECONDS)) await orderOne(schedule, now)
}

/** The first is due one interval after the setting was seen: until then everything may still be on its way. */
async function orderOne({ organizationId, progress }: DueSchedule, now: number) {
  const { connected, everyMinutes } = await findReconcileSettings(organizationId)
  const everyMs = connected && everyMinutes ? everyMinutes * MINUTE_MS : null
  const since = everyMs !== null && typeof progress.since === 'number' ? progress.since : now
  const isDue = everyMs !== null && now - since >= everyMs
  // When none is ordered, one by hand is under way, which reads the same list.
  if (isDue) await orderReconcile(organizationId, null)
  await finishSchedule(organizationId, 'reconcile', {
    nextInSeconds: LOOK_EVERY_SECONDS,
    progress: { since: everyMs === null ? null : isDue ? now : since },
  })
}
