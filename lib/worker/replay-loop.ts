import { isDatabaseAway } from '@/lib/platform/database-away'
import { publish, type Topic } from '@/lib/platform/live'
import { log } from '@/lib/platform/log'
import { toConditions } from '@/lib/replays/conditions'
import { listReplayEvents } from '@/lib/replays/event-store'
import { endRun, releaseRun, saveProgress, type TakenRun, takeRun } from '@/lib/replays/run-store'
import type { SkipReason } from '@/lib/replays/schema'
import { storedSelection } from '@/lib/replays/selection'
import { countEvents } from '@/lib/webhooks/delivery-store'
import { runEvery } from './every'
import { describeError } from './failure'
import { type PageResult, replayPage } from './replay-page'

const EVERY_MS = 500
/** Events applied in one transaction. A cancel is heard after each: some 100 ms. */
const PAGE_EVENTS = 100
/** Counting further tells nobody anything: a run deals with far fewer. */
const COUNT_MAX = 1_000_000

/** Works off replays until `signal` aborts, one at a time; what is under way then is gone on with by the next worker. */
export const runReplays = (signal: AbortSignal, everyMs = EVERY_MS): Promise<void> =>
  runEvery({ what: 'replays', everyMs, work: () => replayNext(signal) }, signal)

/** Takes the next run and works it off. False = there is none. */
export async function replayNext(signal: AbortSignal): Promise<boolean> {
  const run = await takeRun()
  if (!run) return false
  try {
    const end = await workOff(run, signal)
    if (end === 'released') await releaseRun(run)
    else if (end !== 'lost') await endRun(run, end)
  } catch (error) {
    // Without the database the lease ends by itself, and the run goes on from its cursor.
    if (isDatabaseAway(error)) throw error
    log().error({ replay: run.id, reason: describeError(error) }, 'a replay failed')
    await endRun(run, 'failed', describeError(error))
  }
  publish(run.organizationId, 'replays')
  return true
}

const NOTHING: PageResult = { applied: 0, skipped: 0, failed: 0, reasons: {}, changed: [] }

/** `lost`: another worker has taken the run. `released`: this one has to stop. */
async function workOff(run: TakenRun, signal: AbortSignal): Promise<'done' | 'cancelled' | 'lost' | 'released'> {
  const { conditions, field } = await toConditions(run.organizationId, storedSelection.parse(run.selection))
  let now = run
  if (now.cursor === null && !now.cancelRequested)
    now = { ...now, matched: await countEvents(run.organizationId, conditions, COUNT_MAX) }
  while (!now.cancelRequested) {
    const left = Math.min(now.matched, now.cap) - now.done
    if (left <= 0 && now.done > 0) return 'done'
    if (signal.aborted) return 'released'
    const events = await listReplayEvents(
      run.organizationId,
      conditions,
      now.cursor,
      Math.min(Math.max(left, 0), PAGE_EVENTS),
    )
    const page = events.length > 0 ? await replayPage(now, events, field) : gone(left)
    const saved = await save(now, events.at(-1)?.id ?? null, page)
    if (!saved) return 'lost'
    now = saved
    if (left <= 0) return 'done'
  }
  return 'cancelled'
}

/** They matched when they were counted, and do so no longer: the numbers still add up. */
const gone = (left: number): PageResult => {
  const reason: SkipReason = 'no-longer-matches'
  return left > 0 ? { ...NOTHING, skipped: left, reasons: { [reason]: left } } : NOTHING
}

async function save(run: TakenRun, cursor: string | null, page: PageResult): Promise<TakenRun | null> {
  const reasons = { ...run.reasons }
  for (const [reason, count] of Object.entries(page.reasons)) reasons[reason] = (reasons[reason] ?? 0) + count
  const saved = await saveProgress(run, { ...page, cursor, matched: run.matched, reasons })
  tell(run, page)
  const done = run.done + page.applied + page.skipped + page.failed
  return saved && { ...run, ...saved, reasons, done, cursor: cursor ?? run.cursor }
}

function tell({ organizationId, dryRun }: TakenRun, { changed }: PageResult) {
  const conversations: Topic[] = changed.map((key) => `conversation:${key}` as const)
  const news: Topic[] = changed.length > 0 ? ['conversations', 'review-items', ...conversations] : []
  publish(organizationId, 'replays', ...(dryRun ? [] : (['deliveries', ...news] as const)))
}
