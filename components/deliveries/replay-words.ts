import { isOver, type ReplayDetail, type ReplayRun, type SkipReason } from '@/lib/replays/schema'

const exact = (count: number) => count.toLocaleString('en')
export const events = (count: number) => (count === 1 ? '1 event' : `${exact(count)} events`)
const conversations = (count: number) => (count === 1 ? '1 conversation' : `${exact(count)} conversations`)

const skipWords: Record<SkipReason, string> = {
  quarantined: 'in quarantine: the body names another organization',
  'no-longer-matches': 'no longer fit the selection',
  'not-tried': 'not tried, too many others of their conversation failed',
}

/** Why events were not applied again. A failure has its code. */
export const reasonWords = (reason: string) =>
  Object.hasOwn(skipWords, reason) ? skipWords[reason as SkipReason] : reason

export const partWords: Record<ReplayDetail['records'][number]['parts'][number], string> = {
  conversation: 'facts',
  answers: 'screening answers',
  review: 'review item',
}

/** How many events the run deals with: the newest up to its cap. */
const totalOf = ({ matched, cap }: ReplayRun) => Math.min(matched, cap)
export const doneOf = ({ applied, skipped, failed }: ReplayRun) => applied + skipped + failed

/** Where a run stands, in one line. */
export function standingWords(run: ReplayRun): string {
  const what = run.dryRun ? 'Dry run' : 'Replay'
  if (run.state === 'waiting') return `${what} waits for its turn`
  if (run.stopping) return `${what} is stopping after ${exact(doneOf(run))} of ${events(totalOf(run))}`
  if (run.state === 'running') {
    if (run.matched === 0) return `${what}: counting`
    return `${what}: ${exact(doneOf(run))} of ${events(totalOf(run))}`
  }
  if (run.state === 'failed') return `${what} failed after ${events(doneOf(run))}`
  if (run.state === 'cancelled') return `${what} cancelled after ${exact(doneOf(run))} of ${events(totalOf(run))}`
  return `${what} of ${events(totalOf(run))}`
}

function rightWords({ dryRun, unchanged }: ReplayRun) {
  if (dryRun) return unchanged === 1 ? 'is right already' : 'are right already'
  return unchanged === 1 ? 'was right already' : 'were right already'
}

/** What came of it: sentences whose numbers add up. */
export function resultWords(run: ReplayRun): string[] {
  if (!isOver(run)) return []
  const would = run.dryRun ? 'would change' : 'changed'
  const right = run.changed === 0 ? 'Nothing' : conversations(run.changed)
  return [
    ...(run.matched > run.cap ? [`${exact(run.matched)} events match: the newest ${exact(run.cap)} are taken.`] : []),
    `${right} ${would}${run.unchanged > 0 ? `; ${conversations(run.unchanged)} ${rightWords(run)}` : ''}.`,
    ...(run.skipped > 0 ? [`${events(run.skipped)} ${run.dryRun ? 'would be' : 'were'} skipped.`] : []),
    ...(run.failed > 0 ? [`${events(run.failed)} ${run.dryRun ? 'could not be applied' : 'failed'}.`] : []),
  ]
}
