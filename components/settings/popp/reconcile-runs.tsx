import { Ban, CircleCheck, Hourglass, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { ReconcileRun, ReconcileState } from '@/lib/reconcile/schema'
import { runFailureWords } from '@/lib/reconcile/words'
import { Button } from '../../ui/button'
import { RelativeTime } from '../../ui/relative-time'
import { Spinner } from '../../ui/spinner'
import { resultWords } from './reconcile-words'

type ReconcileRunsProps = { runs: readonly ReconcileRun[]; onCancel: ((id: string) => void) | null }

/** Newest first: how each ended, what it found, and who wanted it. */
export const ReconcileRuns = ({ runs, onCancel }: ReconcileRunsProps) => (
  <ul aria-label="Comparisons" className="flex flex-col divide-y rounded-md border">
    {runs.map((run) => (
      <li key={run.id} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-3 py-2">
        <State run={run} />
        <span className="min-w-0 flex-1 basis-64 text-muted tabular-nums">{resultWords(run)}</span>
        <span className="text-faint text-xs">
          {run.startedBy ?? 'By schedule'} · <RelativeTime date={run.createdAt} />
        </span>
        {onCancel && (run.state === 'waiting' || run.state === 'running') && !run.stopping && (
          <Button size="sm" variant="ghost" onClick={() => onCancel(run.id)}>
            Stop
          </Button>
        )}
        {run.error && <p className="basis-full text-muted text-xs">{runFailureWords(run.error)}</p>}
      </li>
    ))}
  </ul>
)

const LOOKS: Record<Exclude<ReconcileState, 'running'>, { icon: LucideIcon; word: string; tone: string }> = {
  waiting: { icon: Hourglass, word: 'Waiting', tone: 'text-faint' },
  done: { icon: CircleCheck, word: 'Done', tone: 'text-pass' },
  cancelled: { icon: Ban, word: 'Stopped', tone: 'text-faint' },
  failed: { icon: TriangleAlert, word: 'Failed', tone: 'text-review' },
}

/** The word stands on the line of the sentence beside it, whatever its icon's height. */
const stateClass = 'inline-flex w-24 items-baseline gap-1.5'

function State({ run: { state, stopping } }: { run: ReconcileRun }) {
  if (state === 'running')
    return (
      <span className={stateClass} role="status">
        <span className="flex self-center">
          <Spinner />
        </span>
        {stopping ? 'Stopping' : 'Reading'}
      </span>
    )
  const { icon: Icon, word, tone } = LOOKS[state]
  return (
    <span className={stateClass}>
      <Icon aria-hidden className={`size-4 shrink-0 self-center ${tone}`} /> {word}
    </span>
  )
}
