import { forgetCalls } from '@/lib/outbox/forget-store'
import { log } from '@/lib/platform/log'
import type { OrganizationId } from '@/lib/platform/tenant'
import { forgetAnswers } from '@/lib/popp-connection/answer-store'
import { forgetReconciles } from '@/lib/reconcile/run-store'
import { forgetReplays } from '@/lib/replays/run-store'
import { type DueSchedule, ensureSchedules, finishSchedule, takeDue } from '@/lib/schedules/schedule-store'
import { runEvery } from './every'
import { describeError } from './failure'

const EVERY_MS = 60_000
const LEASE_SECONDS = 60
/** So few that a worker that is told to stop has soon done. */
const ORGANIZATIONS_AT_ONCE = 5
const DAY_SECONDS = 86_400
const DAY_MS = DAY_SECONDS * 1_000
const AFTER_FAILURE_SECONDS = 3_600
/** Of each kind in one statement: none of them holds up anybody else for long. */
const AT_ONCE = 1_000

/**
 * How long what is over is kept. Events, decisions and the trail of who did what are not touched: they explain a
 * conversation without these.
 */
const kinds = [
  // What happened outside, or came of a replay or a comparison, is asked about for weeks; the trail has it for good.
  { keptDays: 90, forget: forgetCalls },
  { keptDays: 90, forget: forgetReplays },
  { keptDays: 90, forget: forgetReconciles },
  // A candidate's words and data, needed only while Popp cannot be asked.
  { keptDays: 30, forget: forgetAnswers },
]

/** Deletes once a day, for each organization, what is too old, until `signal` aborts. */
export const runRetention = (signal: AbortSignal, everyMs = EVERY_MS): Promise<void> =>
  runEvery({ what: 'retention', everyMs, work: () => retainDue() }, signal)

/** @returns whether there may be more to do at once */
export async function retainDue(now = Date.now(), atOnce = AT_ONCE): Promise<boolean> {
  await ensureSchedules('retention')
  const due = await takeDue('retention', LEASE_SECONDS, ORGANIZATIONS_AT_ONCE)
  let hasMore = due.length === ORGANIZATIONS_AT_ONCE
  for (const schedule of due) if (await retainOne(schedule, now, atOnce)) hasMore = true
  return hasMore
}

async function retainOne({ organizationId }: DueSchedule, now: number, atOnce: number): Promise<boolean> {
  try {
    const isFull = await forgetOnce(organizationId, now, atOnce)
    await finishSchedule(organizationId, 'retention', { nextInSeconds: isFull ? 0 : DAY_SECONDS })
    return isFull
  } catch (error) {
    log().warn({ organizationId, reason: describeError(error) }, 'what is too old is not deleted')
    await finishSchedule(organizationId, 'retention', { nextInSeconds: AFTER_FAILURE_SECONDS })
    return false
  }
}

async function forgetOnce(organizationId: OrganizationId, now: number, atOnce: number): Promise<boolean> {
  let isFull = false
  for (const { keptDays, forget } of kinds) {
    const before = new Date(now - keptDays * DAY_MS)
    if ((await forget(organizationId, before, atOnce)) === atOnce) isFull = true
  }
  return isFull
}
