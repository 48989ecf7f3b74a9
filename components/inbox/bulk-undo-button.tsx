'use client'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from '../ui/button'
import { useNow } from '../ui/now'
import { type BulkState, isBusy, undoEnds, undoLastBulk } from './bulk-store'

/** As long as the server would still do it. */
export function UndoButton({ bulk }: { bulk: BulkState }) {
  const client = useQueryClient()
  const now = useNow()
  const { run, undo } = bulk
  const nothing = run.done.length === 0 && run.unsure === 0
  if (isBusy(bulk) || undo?.end === 'finished' || nothing || now >= undoEnds(bulk)) return null
  return (
    <Button size="sm" onClick={() => void undoLastBulk(client, run.batchId)} className="pointer-coarse:h-11">
      {undo ? 'Try again' : 'Undo'}
    </Button>
  )
}
