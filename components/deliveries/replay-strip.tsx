'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { toast } from 'sonner'
import { cancelReplay, replayListOptions } from '@/lib/replays/client'
import { isOver, type ReplayRun } from '@/lib/replays/schema'
import { Button } from '../ui/button'
import { IconButton } from '../ui/icon-button'
import { RunProgress } from './replay-progress'
import { resultWords, standingWords } from './replay-words'

type ReplayStripProps = {
  /** The replay that was ordered here: its result is told when it is over. */
  startedId: string | null
  onDetails: () => void
  onDismiss: () => void
}

/** The replay under way, with its stop: in the list's foot, for everybody who may replay. Dry runs show in their dialog. */
export function ReplayStrip({ startedId, onDetails, onDismiss }: ReplayStripProps) {
  const runs = useQuery(replayListOptions()).data ?? []
  const run = runs.findLast((each) => !isOver(each) && !each.dryRun) ?? runs.find(({ id }) => id === startedId)
  if (!run) return null
  return (
    <section aria-label="Replay" className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t bg-raised px-4 py-2">
      <div className="min-w-0 flex-1 basis-48">
        {isOver(run) ? (
          <p role="status">
            <span className="font-medium">{standingWords(run)}.</span> {resultWords(run).join(' ')}
          </p>
        ) : (
          <RunProgress run={run} />
        )}
      </div>
      <Button size="sm" onClick={onDetails}>
        Details
      </Button>
      {isOver(run) ? <IconButton label="Dismiss" icon={<X aria-hidden />} onClick={onDismiss} /> : <Stop run={run} />}
    </section>
  )
}

function Stop({ run }: { run: ReplayRun }) {
  const cancel = useMutation({ mutationFn: cancelReplay, onError: (error) => toast.error(error.message) })
  return (
    <Button size="sm" busy={cancel.isPending || run.stopping} onClick={() => cancel.mutate(run.id)}>
      Cancel
    </Button>
  )
}
