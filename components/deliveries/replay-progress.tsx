import type { ReplayRun } from '@/lib/replays/schema'
import { doneOf, standingWords } from './replay-words'

/** How far a run is. Before it is known: that it begins. */
export function RunProgress({ run }: { run: ReplayRun | undefined }) {
  const total = run ? Math.min(run.matched, run.cap) : 0
  return (
    <div className="flex flex-col gap-1.5">
      <p className="text-muted">{run ? standingWords(run) : 'Looking what would change…'}</p>
      <progress
        aria-label="Progress"
        max={total || 1}
        value={run && total > 0 ? doneOf(run) : 0}
        // Drawn here: the browser's own track is so dark beside the accent that an empty one looks full.
        className="h-1 w-full appearance-none overflow-hidden rounded-full bg-hover [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-hover [&::-webkit-progress-value]:bg-accent"
      />
    </div>
  )
}
