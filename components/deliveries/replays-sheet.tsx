'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { cancelReplay, replayListOptions, replayOptions } from '@/lib/replays/client'
import { isOver, type ReplayRun } from '@/lib/replays/schema'
import { QueryGate } from '../list/query-gate'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { RelativeTime } from '../ui/relative-time'
import { Sheet } from '../ui/sheet'
import { SkeletonRows } from '../ui/skeleton'
import { RunProgress } from './replay-progress'
import { RunResult } from './replay-result'
import { resultWords, standingWords } from './replay-words'

/** Which replays there were, and what came of them. */
export function ReplaysSheet({ onClose }: { onClose: () => void }) {
  const query = useQuery(replayListOptions())
  return (
    <Sheet open wide onOpenChange={onClose} title="Replays" description="The newest thirty, dry runs included.">
      <QueryGate query={query} what="The replays" skeleton={<SkeletonRows rows={5} label="Loading replays" />}>
        {query.data?.length === 0 ? (
          <EmptyState icon={<History />} title="Nothing was replayed yet">
            Select deliveries, or open one, to apply its event again: after a fix, or to see that nothing changes.
          </EmptyState>
        ) : (
          <ol className="divide-y">
            {query.data?.map((run) => (
              <RunLine key={run.id} run={run} />
            ))}
          </ol>
        )}
      </QueryGate>
    </Sheet>
  )
}

function RunLine({ run }: { run: ReplayRun }) {
  const [open, setOpen] = useState(false)
  const cancel = useMutation({ mutationFn: cancelReplay, onError: (error) => toast.error(error.message) })
  return (
    <li className="flex flex-col gap-1.5 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-0 flex-1 font-medium">{standingWords(run)}</span>
        <span className="text-muted text-xs">
          {run.startedBy} · <RelativeTime date={run.createdAt} />
        </span>
        {isOver(run) ? (
          <Button size="sm" variant="ghost" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? 'Less' : 'Details'}
          </Button>
        ) : (
          <Button size="sm" busy={cancel.isPending || run.stopping} onClick={() => cancel.mutate(run.id)}>
            Cancel
          </Button>
        )}
      </div>
      {!isOver(run) && <RunProgress run={run} />}
      {isOver(run) && !open && <p className="text-muted text-xs">{resultWords(run).join(' ')}</p>}
      {open && <RunDetail id={run.id} />}
    </li>
  )
}

function RunDetail({ id }: { id: string }) {
  const query = useQuery(replayOptions(id))
  return (
    <QueryGate query={query} what="The replay" skeleton={<SkeletonRows rows={2} label="Loading replay" />}>
      {query.data && <RunResult detail={query.data} />}
    </QueryGate>
  )
}
