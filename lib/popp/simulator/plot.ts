import { chance, integer, type Random, weighted } from './random'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

export type Ending =
  | 'passed'
  | 'failed'
  | 'closed'
  /** The bare status `COMPLETED`, which one example of the documentation carries and no list names. */
  | 'completed'
  | 'opted-out'
  | 'max-nudges'
  | 'start-failed'
  | 'unfinished'

export type BeatKind =
  | 'queued'
  | 'started'
  | 'start-failed'
  | 'needs-review'
  | 'completed'
  | 'opted-out'
  | 'max-nudges'
  | 'workflow-run'
  | 'document'
  | 'meeting'

/** One thing that happens in a story, so long after its beginning. */
interface Beat {
  kind: BeatKind
  offsetMs: number
}

export interface Plot {
  ending: Ending
  /** How often a person is asked for. */
  flags: number
  /** In the order in which they happen. */
  beats: Beat[]
}

const UNFLAGGED: { ending: Ending; weight: number }[] = [
  { ending: 'passed', weight: 35 },
  { ending: 'failed', weight: 22 },
  { ending: 'closed', weight: 9 },
  { ending: 'completed', weight: 1 },
  { ending: 'opted-out', weight: 8 },
  { ending: 'max-nudges', weight: 9 },
  { ending: 'start-failed', weight: 5 },
  { ending: 'unfinished', weight: 11 },
]
const FLAGGED: { ending: Ending; weight: number }[] = [
  { ending: 'unfinished', weight: 42 },
  { ending: 'passed', weight: 22 },
  { ending: 'failed', weight: 16 },
  { ending: 'opted-out', weight: 10 },
  { ending: 'closed', weight: 6 },
  { ending: 'max-nudges', weight: 4 },
]
const SECOND_FLAG_SHARE = 0.2
const FLAG_AFTER_END_SHARE = 0.08
const QUEUED_REPORTED_SHARE = 0.7
const CLOSED_AFTER_NUDGES_SHARE = 0.5
const WORKFLOW_SHARE = 0.06
const DOCUMENT_SHARE = 0.06
const MEETING_SHARE = 0.3

/** Decides what happens in one story and when. Twice flagged: at least 20 minutes apart. */
export function inventPlot(random: Random, flagged: boolean): Plot {
  const { ending } = weighted(random, flagged ? FLAGGED : UNFLAGGED)
  const beats: Beat[] = []
  let clock = 0
  const then = (kind: BeatKind, afterMs: number) => {
    clock += afterMs
    beats.push({ kind, offsetMs: clock })
  }
  if (chance(random, WORKFLOW_SHARE)) then('workflow-run', 0)
  if (chance(random, QUEUED_REPORTED_SHARE)) then('queued', integer(random, 1, 4) * SECOND)
  if (ending === 'start-failed') {
    then('start-failed', integer(random, 5, 600) * SECOND)
    return { ending, flags: 0, beats }
  }
  then('started', integer(random, 3, 240) * SECOND)
  if (chance(random, DOCUMENT_SHARE)) then('document', integer(random, 2, 9) * MINUTE)
  const late = flagged && ending !== 'unfinished' && chance(random, FLAG_AFTER_END_SHARE)
  const flags = flagged ? (chance(random, SECOND_FLAG_SHARE) ? 2 : 1) : 0
  for (let n = late ? 1 : 0; n < flags; n++) then('needs-review', flagDelayMs(random, n))
  addEnding(random, ending, then)
  if (late) then('needs-review', integer(random, 25, 300) * MINUTE)
  return { ending, flags, beats }
}

function flagDelayMs(random: Random, earlierFlags: number): number {
  return earlierFlags === 0 ? integer(random, 60, 45 * 60) * SECOND : integer(random, 20, 300) * MINUTE
}

function addEnding(random: Random, ending: Ending, then: (kind: BeatKind, afterMs: number) => void): void {
  switch (ending) {
    case 'passed':
      then('completed', integer(random, 4 * 60, 95 * 60) * SECOND)
      if (chance(random, MEETING_SHARE)) then('meeting', integer(random, 1, 180) * MINUTE)
      return
    case 'failed':
    case 'completed':
      then('completed', integer(random, 3 * 60, 80 * 60) * SECOND)
      return
    case 'closed':
      then('completed', integer(random, 20 * 60, 72 * 60) * MINUTE)
      return
    case 'opted-out':
      then('opted-out', integer(random, 30, 20 * 60 * 60) * SECOND)
      return
    case 'max-nudges':
      then('max-nudges', integer(random, 24 * 60, 72 * 60) * MINUTE)
      if (chance(random, CLOSED_AFTER_NUDGES_SHARE)) then('completed', integer(random, 10, 40) * HOUR)
      return
    case 'start-failed':
    case 'unfinished':
      return
  }
}
