import type { BulkCommand, SkippedItem } from '@/lib/reviews/bulk-schema'
import type { BulkRun } from '@/lib/reviews/client-bulk'
import { type BulkUndo, undoneCount } from '@/lib/reviews/client-bulk-undo'

type Kind = BulkCommand['kind']

const whole = new Intl.NumberFormat('en')
/** Of what is changed every number is exact: "4,963", never "1,000+". */
export const formatExactly = (value: number) => whole.format(value)

export const itemsWords = (count: number) => (count === 1 ? '1 item' : `${formatExactly(count)} items`)

/** Said before a command on many goes out. */
export const OTHERS_ARE_SKIPPED = 'Items held by others are skipped, and so is what has changed since you selected it.'

const DOING: Record<Kind, string> = { resolve: 'Resolving', snooze: 'Snoozing', 'hand-over': 'Handing over' }
const DONE: Record<Kind, string> = { resolve: 'resolved', snooze: 'snoozed', 'hand-over': 'handed over' }

export const doingWords = ({ command }: BulkRun) => DOING[command.kind]

export const answeredCount = ({ done, skipped }: BulkRun) => done.length + skipped.length

/** "1,200 of 5,000". */
export const progressWords = (done: number, total: number) =>
  `${formatExactly(Math.min(done, total))} of ${formatExactly(total)}`

/** What is read out while it runs: at each quarter, not at each part. */
export function spokenProgress(done: number, total: number): string {
  const quarter = total > 0 ? Math.floor((done / total) * 4) : 0
  return quarter === 0 || quarter >= 4 ? '' : `${quarter * 25} percent done`
}

/** "4,963 resolved, 37 skipped": all of it, also what was left and what is not known. */
export function resultWords({ command, done, skipped, left, unsure }: BulkRun): string {
  const untouched = left.length - unsure
  const parts = [
    `${formatExactly(done.length)} ${DONE[command.kind]}`,
    skipped.length > 0 && `${formatExactly(skipped.length)} skipped`,
    unsure > 0 && `${formatExactly(unsure)} not known`,
    untouched > 0 && `${formatExactly(untouched)} left as they were`,
  ]
  return parts.filter(Boolean).join(', ')
}

/** Why a run did not come to its end, in one sentence; null = it did. */
export function endWords({ end, problem, unsure }: BulkRun): string | null {
  if (end === 'finished' || end === null) return null
  const why = end === 'stopped' ? 'Stopped.' : `Broken off: ${problem?.title ?? 'the server could not answer.'}`
  if (unsure === 0) return why
  return `${why} Of ${itemsWords(unsure)} no answer came: going on finds out, and does nothing twice.`
}

export function undoneWords(undo: BulkUndo): string {
  const undone = `${formatExactly(undoneCount(undo))} put back`
  const kept = undo.kept.length > 0 ? `, ${formatExactly(undo.kept.length)} left as they are` : ''
  return undone + kept
}

/** Why items were passed over, as the heading of a group of them. */
export function skipWords(reason: string, kind: Kind): string {
  switch (reason) {
    case 'held-by-other':
      return 'Held by somebody else'
    case 'stale-version':
      return 'Changed since you selected it'
    case 'already-resolved':
      return 'Resolved already'
    case 'reason-required':
      return 'Against Popp’s outcome, which needs a reason'
    case 'until-not-ahead':
      return 'The time to sleep until was over'
    case 'not-allowed':
      return kind === 'hand-over' ? 'Who should have it may not decide review items' : 'You may not decide review items'
    case 'changed-since':
      return 'Changed since, so it stays as it is'
    case 'not-found':
      return 'No longer there'
  }
  return 'Not possible now'
}

export interface SkippedGroup {
  reason: string
  words: string
  items: SkippedItem[]
}

/** By reason, the most frequent first. */
export function groupSkipped(skipped: readonly SkippedItem[], kind: Kind): SkippedGroup[] {
  const groups = new Map<string, SkippedGroup>()
  for (const item of skipped) {
    const words = skipWords(item.reason, kind)
    const group = groups.get(words) ?? { reason: item.reason, words, items: [] }
    group.items.push(item)
    groups.set(words, group)
  }
  return [...groups.values()].sort((a, b) => b.items.length - a.items.length)
}
