import { z } from 'zod'
import { transaction } from '@/lib/platform/db'
import { publish } from '@/lib/platform/live'
import type { OrganizationId } from '@/lib/platform/tenant'
import { type DueSchedule, finishSchedule } from '@/lib/schedules/schedule-store'
import { endIssue, type Failure, raiseIssue } from './raise-store'
import { findAlertSettings } from './settings-store'
import type { Findings } from './watch-findings'
import { lookAtApplying, lookAtArrivals } from './watch-lag'
import { listStanding } from './watch-lag-store'
import { failuresOfRefused } from './watch-refused'
import { lookAtSilence } from './watch-silence'

const EVERY_SECONDS = 5
const MINUTE_MS = 60_000
/** After such a pause the product was not there. */
const AWAY_MS = 5 * MINUTE_MS
/** Events older than this say nothing about how they arrive now. */
const RECENT_MS = 15 * MINUTE_MS

const progressSchema = z.object({
  /** When it looked last, and since when it has done so without a long pause; milliseconds. */
  lookedAt: z.number(),
  awakeSince: z.number(),
  /** When it was last compared with other days. */
  thoroughAt: z.number(),
  /** Up to when the arrivals were judged, and in how many looks in a row they were late. */
  judgedAt: z.number(),
  late: z.number(),
})
type Progress = z.infer<typeof progressSchema>

/**
 * Looks at what an organization's endpoints got and at how fast it goes, opens and ends issues, and keeps what it knows:
 * all in one transaction, so that nothing is counted twice when a worker dies. Takes a few milliseconds, whatever came.
 */
export async function watchOrganization({ organizationId, progress }: DueSchedule, now: Date): Promise<void> {
  const seen = await look(organizationId, readProgress(progress, now), now)
  const raised = await transaction(async (tx) => {
    const failures = [...(await failuresOfRefused(organizationId, tx)), ...seen.findings.failures]
    for (const failure of inOrder(failures)) await raiseIssue(organizationId, tx, failure)
    for (const ended of inOrder(seen.findings.over)) await endIssue(organizationId, tx, ended)
    await finishSchedule(organizationId, 'watch', { nextInSeconds: EVERY_SECONDS, progress: { ...seen.progress } }, tx)
    return failures.length
  })
  if (raised > 0) publish(organizationId, 'issues')
}

/** Others raise too: rows locked in one order cannot lock each other out. */
const inOrder = <F extends Pick<Failure, 'kind' | 'cause'>>(failures: readonly F[]) =>
  [...failures].sort((a, b) => (`${a.kind} ${a.cause}` < `${b.kind} ${b.cause}` ? -1 : 1))

/** What cannot be read begins anew. */
function readProgress(progress: unknown, now: Date): Progress {
  const fresh = { lookedAt: +now, awakeSince: +now, thoroughAt: 0, judgedAt: +now, late: 0 }
  const before = progressSchema.catch(fresh).parse(progress)
  return { ...before, awakeSince: +now - before.lookedAt > AWAY_MS ? +now : before.awakeSince }
}

async function look(organizationId: OrganizationId, before: Progress, now: Date) {
  const [limits, standing] = await Promise.all([findAlertSettings(organizationId), listStanding(organizationId)])
  const thorough = +now - before.thoroughAt >= MINUTE_MS
  const recent = { from: new Date(+now - RECENT_MS), to: now }
  const [silence, applying, arrivals] = await Promise.all([
    lookAtSilence(organizationId, { ...limits, now, standing, thorough, awakeSince: new Date(before.awakeSince) }),
    lookAtApplying(organizationId, { ...limits, standing, span: { from: new Date(+now - MINUTE_MS), to: now } }),
    thorough
      ? lookAtArrivals(organizationId, {
          ...{ ...limits, standing, late: before.late },
          span: { ...recent, from: new Date(Math.max(+recent.from, before.judgedAt)) },
        })
      : null,
  ])
  const findings = [silence, applying, arrivals ? arrivals.findings : null]
  const progress: Progress = {
    ...{ lookedAt: +now, awakeSince: before.awakeSince },
    thoroughAt: thorough ? +now : before.thoroughAt,
    judgedAt: arrivals?.judged ? +now : before.judgedAt,
    late: arrivals ? arrivals.late : before.late,
  }
  return { findings: together(findings), progress }
}

const together = (all: readonly (Findings | null)[]): Findings => ({
  failures: all.flatMap((one) => one?.failures ?? []),
  over: all.flatMap((one) => one?.over ?? []),
})
