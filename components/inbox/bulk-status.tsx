'use client'
import { useQueryClient } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { toast } from 'sonner'
import { usePaletteActions } from '../shell/use-palette-actions'
import { Button } from '../ui/button'
import { IconButton } from '../ui/icon-button'
import { Spinner } from '../ui/spinner'
import { takeRemembered } from './bulk-memory'
import { BulkResultSheet } from './bulk-result-sheet'
import { lineWords, spokenWords } from './bulk-state-words'
import {
  type BulkState,
  bulkNow,
  dismissBulk,
  isBusy,
  isRunning,
  isUndoing,
  restoreBulk,
  resumeBulk,
  stillRunningWords,
  stopBulk,
  useBulk,
} from './bulk-store'
import { UndoButton } from './bulk-undo-button'
import { endWords } from './bulk-words'

/** How far the command is, then what came of it: in the list's foot, in nobody's way. */
export function BulkStatus({ memberId, onOpen }: { memberId: string; onOpen: (id: string) => void }) {
  const bulk = useBulk(memberId)
  const [open, setOpen] = useState(false)
  useComeAndGo(memberId)
  usePaletteActions([
    { id: 'bulk-stop', label: 'Stop changing the selected items', run: stopBulk, enabled: isRunning(bulk) },
    {
      id: 'bulk-result',
      label: 'What came of the selected items',
      run: () => setOpen(true),
      enabled: hasDetails(bulk),
    },
  ])
  return (
    <>
      {/* Always there: what is said in a region that comes with its words is not read out. */}
      <p role="status" className="sr-only">
        {bulk && spokenWords(bulk)}
      </p>
      {bulk && <Line bulk={bulk} onDetails={() => setOpen(true)} />}
      {bulk && open && (
        <BulkResultSheet
          bulk={bulk}
          onClose={() => setOpen(false)}
          onOpen={(id) => {
            setOpen(false)
            onOpen(id)
          }}
        />
      )}
    </>
  )
}

function Line({ bulk, onDetails }: { bulk: BulkState; onDetails: () => void }) {
  const client = useQueryClient()
  const line = useKeptFocus(bulk)
  const { run, undo, stopping } = bulk
  const why = undo ? undo.end === 'failed' && undo.problem?.title : endWords(run)
  const resume = !isBusy(bulk) && !undo && run.left.length > 0
  return (
    <section
      ref={line}
      aria-label="The last command on many items"
      tabIndex={-1}
      className="flex min-h-11 flex-wrap items-center gap-x-1 gap-y-1 border-t bg-raised py-1 pr-2 pl-4 text-xs outline-none"
    >
      {isBusy(bulk) && <Spinner className="mr-1 text-muted" />}
      <div className="mr-auto min-w-0">
        <p className="font-medium tabular-nums">{lineWords(bulk)}</p>
        {why && <p className="text-muted">{why}</p>}
      </div>
      {isRunning(bulk) && (
        <Button size="sm" busy={stopping} onClick={stopBulk} className="pointer-coarse:h-11">
          {stopping ? 'Stopping' : 'Stop'}
        </Button>
      )}
      {resume && (
        <Button size="sm" onClick={() => resumeBulk(client)} className="pointer-coarse:h-11">
          Go on
        </Button>
      )}
      {hasDetails(bulk) && (
        <Button size="sm" onClick={onDetails} className="pointer-coarse:h-11">
          {(undo?.kept ?? run.skipped).length > 0 ? 'Which?' : 'Details'}
        </Button>
      )}
      <UndoButton bulk={bulk} />
      {!isBusy(bulk) && (
        <IconButton label="Dismiss" icon={<X aria-hidden />} onClick={dismissBulk} className="pointer-coarse:size-11" />
      )}
    </section>
  )
}

const hasDetails = (bulk: BulkState | null) => bulk !== null && bulk.run.end !== null && !isUndoing(bulk)

/** Whose button has gone with the state it belonged to keeps her place: in this line. */
function useKeptFocus({ run, undo }: BulkState) {
  const line = useRef<HTMLElement>(null)
  const stage = `${run.batchId} ${run.end} ${undo?.end}`
  useEffect(() => {
    if (!stage) return
    // After a dialog that closes has given the focus back, where that still stands.
    const timer = setTimeout(() => {
      if (document.activeElement === document.body) line.current?.focus()
    })
    return () => clearTimeout(timer)
  }, [stage])
  return line
}

/** Tells what a reload has cut short, and that a command goes on when its reader leaves the inbox. */
function useComeAndGo(memberId: string) {
  useEffect(() => {
    const kept = takeRemembered(memberId)
    if (kept) restoreBulk(kept)
    return () => {
      const bulk = bulkNow()
      if (bulk && isRunning(bulk))
        toast(stillRunningWords(bulk), {
          description: `${lineWords(bulk)} so far. Closing this page would stop it.`,
        })
    }
  }, [memberId])
}
