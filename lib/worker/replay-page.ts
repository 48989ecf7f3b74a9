import { replayRecords } from '@/lib/conversations/replay-service'
import { isDatabaseAway } from '@/lib/platform/database-away'
import { db } from '@/lib/platform/db'
import { log } from '@/lib/platform/log'
import type { ReplayEvent } from '@/lib/replays/event-store'
import { keepRecords, type TakenRun } from '@/lib/replays/run-store'
import type { SkipReason } from '@/lib/replays/schema'
import type { FieldSearch } from '@/lib/webhooks/field-search'
import { eventsWithField } from '@/lib/webhooks/field-service'
import { renewDead } from '@/lib/webhooks/work-store'
import { groupByRecord } from './domain'
import { describeError, isConflict, isTooSlow } from './failure'

const CONFLICT_TRIES = 3

/** What came of a page's events. `reasons`: of those that were skipped or failed. */
export interface PageResult {
  applied: number
  skipped: number
  failed: number
  reasons: Record<string, number>
  /** Conversations that changed. */
  changed: string[]
}

/** Applies a page of events again, its records together, and on their own when that fails. */
export async function replayPage(
  run: TakenRun,
  events: readonly ReplayEvent[],
  field: FieldSearch | null,
): Promise<PageResult> {
  const result: PageResult = { applied: 0, skipped: 0, failed: 0, reasons: {}, changed: [] }
  const skip = (reason: SkipReason, count: number) => {
    result.skipped += count
    if (count > 0) result.reasons[reason] = (result.reasons[reason] ?? 0) + count
  }
  const own = events.filter(({ state }) => state !== 'quarantined')
  skip('quarantined', events.length - own.length)
  const ids = own.map(({ id }) => id)
  const sure = field ? await eventsWithField(run.organizationId, ids, field) : new Set(ids)
  const wanted = own.filter(({ id }) => sure.has(id))
  skip('no-longer-matches', own.length - wanted.length)
  if (wanted.length > 0) await replayTogether(run, wanted, result)
  return result
}

async function replayTogether(
  run: TakenRun,
  events: readonly ReplayEvent[],
  result: PageResult,
  tries = 1,
): Promise<void> {
  try {
    const records = await replayRecords(run.organizationId, {
      recordKeys: [...new Set(events.flatMap(({ recordKey }) => recordKey ?? []))],
      eventIds: events.map(({ id }) => id),
      dryRun: run.dryRun,
      keep: (tx, replayed) => keepRecords(run, tx, replayed),
    })
    result.applied += events.length
    result.changed.push(...records.flatMap(({ recordKey, parts }) => (parts.length > 0 ? recordKey : [])))
  } catch (error) {
    if (isDatabaseAway(error) && !isTooSlow(error)) throw error
    if (isConflict(error) && tries < CONFLICT_TRIES) return replayTogether(run, events, result, tries + 1)
    const groups = groupByRecord(events.map((event) => ({ ...event, organizationId: run.organizationId })))
    // One that cannot be applied must not take its neighbours along.
    if (groups.length > 1) for (const group of groups) await replayTogether(run, group.events, result)
    else await fail(run, events, describeError(error), result)
  }
}

async function fail(run: TakenRun, events: readonly ReplayEvent[], code: string, result: PageResult) {
  const ids = events.map(({ id }) => id)
  log().warn({ replay: run.id, events: ids, reason: code }, 'events could not be replayed')
  if (!run.dryRun) await renewDead(run.organizationId, db(), ids, code)
  result.failed += ids.length
  result.reasons[code] = (result.reasons[code] ?? 0) + ids.length
}
