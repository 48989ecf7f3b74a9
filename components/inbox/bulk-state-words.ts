import { type BulkState, isRunning, isUndoing } from './bulk-store'
import {
  answeredCount,
  doingWords,
  endWords,
  progressWords,
  resultWords,
  spokenProgress,
  undoneWords,
} from './bulk-words'

/** The line of the command that was last given, at this moment: how far it is, or what came of it. */
export function lineWords(bulk: BulkState): string {
  const { run, undo } = bulk
  if (undo) return isUndoing(bulk) ? `Putting back ${undoProgress(bulk)}` : undoneWords(undo)
  return isRunning(bulk) ? `${doingWords(run)} ${progressWords(answeredCount(run), run.total)}` : resultWords(run)
}

const undoProgress = ({ undo }: BulkState) =>
  progressWords(undo!.undone.length + undo!.kept.length, Math.max(undo!.total, undo!.undone.length))

/** What is read out of it: not each part, but each quarter and the end. */
export function spokenWords(bulk: BulkState): string {
  const { run, undo } = bulk
  if (isRunning(bulk)) return `${doingWords(run)}. ${spokenProgress(answeredCount(run), run.total)}`
  if (isUndoing(bulk)) return `Putting back. ${spokenProgress(undo!.undone.length + undo!.kept.length, undo!.total)}`
  return undo ? undoneWords(undo) : [resultWords(run), endWords(run)].filter(Boolean).join('. ')
}
