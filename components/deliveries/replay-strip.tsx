'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { toast } from 'sonner'
import { cancelReplay, replayListOptions } from '@/lib/replays/client'
import { isOver } from '@/lib/replays/schema'
import { Button } from '../ui/button'
import { RunProgress } from './replay-progress'

/** The replay under way, with its stop: in the list's foot, for everybody who may replay. Dry runs show in their dialog. */
export function ReplayStrip({ onDetails }: { onDetails: () => void }) {
  const runs = useQuery(replayListOptions()).data ?? []
  const open = runs.findLast((run) => !isOver(run) && !run.dryRun)
  const cancel = useMutation({ mutationFn: cancelReplay, onError: (error) => toast.error(error.message) })
  if (!open) return null
  return (
    <section aria-label="Replay under way" className="flex items-center gap-3 border-t bg-raised px-4 py-2">
      <div className="min-w-0 flex-1">
        <RunProgress run={open} />
      </div>
      <Button size="sm" onClick={onDetails}>
        Details
      </Button>
      <Button size="sm" busy={cancel.isPending || open.stopping} onClick={() => cancel.mutate(open.id)}>
        Cancel
      </Button>
    </section>
  )
}
