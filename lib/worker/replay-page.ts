import type { Waiting } from '@/lib/conversations/apply-service'
import { replayRecords } from '@/lib/conversations/replay-service'
import { isDatabaseAway } from '@/lib/platform/database-away'
import { db } from '@/lib/platform/db'
import { log } from '@/lib/platform/log'
import type { ReplayEvent } from '@/lib/replays/event-store'
import { isStillWanted, keepRecords, type TakenRun } from '@/lib/replays/run-store'
import type { SkipReason } from '@/lib/replays/schema'
import type { FieldSearch } from '@/lib/webhooks/field-search'
import { eventsWithField } from '@/lib/webhooks/field-service'
import { renewDead } from '@/lib/webhooks/work-store'
import { groupByRecord } from './domain'
import { describeError, isConflict, isTooSlow } from './failure'

const CONFLICT_TRIES = 3
/** So long the parts of one record's events are tried: others wait for their replay, too. */
const APART_MS = 10_000

/** What came of a page's events. `reasons`: of those that were skipped or failed. */
export interface PageResult {
  applied: number
  skipped: number
  failed: number
  reasons: Record<string, number>
  /** Conversations that changed. */
  changed: string[]
}

/** Applies a page of events again, its records together, and on their own when that fails; at last each event on its own. */
export async function replayPage(
  run: TakenRun,
  events: readonly ReplayEvent[],
  field: FieldSearch | null,
): Promise<PageResult> {
  const result: PageResult = { applied: 0, skipped: 0, failed: 0, reasons: {}, changed: [] }
  const own = events.filter(({ state }) => state !== 'quarantined')
  skip(result, 'quarantined', events.length - own.length)
  const ids = own.map(({ id }) => id)
  const sure = field ? await eventsWithField(run.organizationId, ids, field) : new Set(ids)
  const wanted = own.filter(({ id }) => sure.has(id))
  skip(result, 'no-longer-matches', own.length - wanted.length)
  if (wanted.length > 0) await replayTogether(run, wanted, result)
  return result
}

async function replayTogether(run: TakenRun, events: readonly ReplayEvent[], result: PageResult): Promise<void> {
  const failure = await tryEvents(run, events, result, 'all')
  if (!failure) return
  const groups = groupByRecord(events.map((event) => ({ ...event, organizationId: run.organizationId })))
  // One that cannot be applied must not take its neighbours along.
  if (groups.length > 1) for (const group of groups) await replayTogether(run, group.events, result)
  else if (isTooSlow(failure.error) || isConflict(failure.error)) await fail(run, events, failure, result)
  else await replayApart(run, events, result)
}

/**
 * Events of one record that cannot be applied together, without what else of it waits: halved until those stand alone that
 * fail by themselves. What the time does not suffice for, or a cancel comes before, is left as it was, and said so.
 */
async function replayApart(run: TakenRun, events: readonly ReplayEvent[], result: PageResult) {
  let parts = [events]
  const begun = performance.now()
  while (parts.length > 0 && performance.now() - begun < APART_MS && (await isStillWanted(run))) {
    const [part, ...rest] = parts as [readonly ReplayEvent[], ...(readonly ReplayEvent[])[]]
    const failure = await tryEvents(run, part, result, 'own')
    const apart = failure !== null && part.length > 1 && !isTooSlow(failure.error)
    if (failure && !apart) await fail(run, part, failure, result)
    const half = Math.ceil(part.length / 2)
    parts = apart ? [part.slice(0, half), part.slice(half), ...rest] : rest
  }
  skip(result, 'not-tried', parts.flat().length)
}

function skip(result: PageResult, reason: SkipReason, count: number) {
  result.skipped += count
  if (count > 0) result.reasons[reason] = (result.reasons[reason] ?? 0) + count
}

interface Failure {
  error: unknown
}

/** Null = they are applied, and counted in `result`. */
async function tryEvents(run: TakenRun, events: readonly ReplayEvent[], result: PageResult, waiting: Waiting) {
  for (let tries = 1; ; tries++) {
    try {
      const records = await replayRecords(run.organizationId, {
        recordKeys: [...new Set(events.flatMap(({ recordKey }) => recordKey ?? []))],
        eventIds: events.map(({ id }) => id),
        ...{ waiting, dryRun: run.dryRun },
        keep: (tx, replayed) => keepRecords(run, tx, replayed),
      })
      result.applied += events.length
      result.changed.push(...records.flatMap(({ recordKey, parts }) => (parts.length > 0 ? recordKey : [])))
      return null
    } catch (error) {
      if (isDatabaseAway(error) && !isTooSlow(error)) throw error
      if (!isConflict(error) || tries >= CONFLICT_TRIES) return { error }
    }
  }
}

async function fail(run: TakenRun, events: readonly ReplayEvent[], { error }: Failure, result: PageResult) {
  const code = describeError(error)
  const ids = events.map(({ id }) => id)
  log().warn({ replay: run.id, events: ids, reason: code }, 'events could not be replayed')
  if (!run.dryRun) await renewDead(run.organizationId, db(), ids, code)
  result.failed += ids.length
  result.reasons[code] = (result.reasons[code] ?? 0) + ids.length
}
