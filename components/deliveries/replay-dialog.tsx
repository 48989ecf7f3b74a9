'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { toast } from 'sonner'
import { cancelReplay, replayListOptions, replayOptions, startReplay } from '@/lib/replays/client'
import { isOver, type ReplayRun } from '@/lib/replays/schema'
import { REPLAY_CAP, type ReplaySelection } from '@/lib/replays/selection'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { RunProgress } from './replay-progress'
import { RunResult } from './replay-result'
import { events } from './replay-words'

type ReplayDialogProps = {
  selection: ReplaySelection
  onClose: () => void
  /** The replay was ordered. */
  onStarted: (id: string) => void
}

/** Asks before it replays, with what a dry run says would change. */
export function ReplayDialog({ selection, onClose, onStarted }: ReplayDialogProps) {
  const client = useQueryClient()
  const order = (dryRun: boolean) => startReplay({ dryRun, selection, cap: REPLAY_CAP })
  const [dryId, setDryId] = useState<string | null>(null)
  const dry = useMutation({ mutationFn: () => order(true), onSuccess: ({ id }) => setDryId(id) })
  const detail = useQuery({ ...replayOptions(dryId ?? ''), enabled: dryId !== null }).data
  const run = detail?.run
  /** What would change need not be known any more; and the replay itself would wait for it. */
  const stopDryRun = () => {
    if (dryId && !(run && isOver(run))) void cancelReplay(dryId).catch(() => {})
  }
  const real = useMutation({
    mutationFn: () => order(false),
    onSuccess: ({ id }) => {
      stopDryRun()
      void client.invalidateQueries({ queryKey: replayListOptions().queryKey })
      onStarted(id)
    },
    onError: (error) => toast.error(error.message),
  })
  const asked = useRef(false)
  useEffect(() => {
    // Once, also where effects run twice: each would be a run of its own.
    if (!asked.current) dry.mutate()
    asked.current = true
  }, [dry])
  const close = () => {
    stopDryRun()
    onClose()
  }
  const count = run && isOver(run) ? Math.min(run.matched, run.cap) : null
  return (
    <Dialog
      open
      onOpenChange={close}
      title="Replay events"
      description="They are applied again as they came. What is right already stays as it is, and nobody is told twice."
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button variant="primary" disabled={count === 0} busy={real.isPending} onClick={() => real.mutate()}>
            {count === null ? 'Replay without waiting' : `Replay ${events(count)}`}
          </Button>
        </>
      }
    >
      <DryRun run={run} failed={dry.isError ? dry.error.message : null} />
      {run && isOver(run) && detail && <RunResult detail={detail} />}
    </Dialog>
  )
}

function DryRun({ run, failed }: { run: ReplayRun | undefined; failed: string | null }) {
  if (failed) return <p role="alert">What would change is not known: {failed}</p>
  if (run && isOver(run)) return null
  return <RunProgress run={run} />
}
