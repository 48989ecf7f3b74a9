'use client'
import { useQuery } from '@tanstack/react-query'
import { reconcilesOptions } from '@/lib/reconcile/client'
import { isOver, type ReconcileOverview } from '@/lib/reconcile/schema'
import { QueryGate } from '../../list/query-gate'
import { Button } from '../../ui/button'
import { Skeleton } from '../../ui/skeleton'
import { SettingsSection } from '../settings-section'
import { ReconcileRuns } from './reconcile-runs'
import { intervalWords } from './reconcile-words'
import { useReconcile } from './use-reconcile'

/** Looked at this often while a run is open, besides the live stream: its numbers grow page by page. */
const RENEW_MS = 2_000

/** Comparing Popp's list with what arrived: now, and what earlier comparisons found. */
export function ReconcileSection({ canStart }: { canStart: boolean }) {
  const query = useQuery({
    ...reconcilesOptions(),
    refetchInterval: ({ state }) => (state.data?.runs.some((run) => !isOver(run)) ? RENEW_MS : false),
  })
  return (
    <SettingsSection
      title="What webhooks missed"
      description="Reads Popp’s list of conversations and adds what never arrived here, marked as recovered. Running it again adds nothing twice. What only came and went, such as nudges or meetings, is not on Popp’s list."
    >
      <QueryGate query={query} what="The comparisons" skeleton={<Skeleton className="h-24" />}>
        {query.data && <Overview overview={query.data} canStart={canStart} />}
      </QueryGate>
    </SettingsSection>
  )
}

function Overview({ overview, canStart }: { overview: ReconcileOverview; canStart: boolean }) {
  const { start, cancel, busy } = useReconcile()
  const { runs, connected } = overview
  const open = runs.find((run) => !isOver(run))
  return (
    <div className="flex flex-col gap-3">
      {canStart && (
        <div className="flex flex-wrap items-center gap-3">
          <Button onClick={start} busy={busy} disabled={!connected || (open !== undefined && !busy)}>
            Compare now
          </Button>
          <span className="text-muted text-xs">{hintOf(overview, open !== undefined)}</span>
        </div>
      )}
      {runs.length === 0 ? (
        <p className="text-muted">Nothing has been compared yet.</p>
      ) : (
        <ReconcileRuns runs={runs} onCancel={canStart ? cancel : null} />
      )}
    </div>
  )
}

function hintOf({ connected, everyMinutes }: ReconcileOverview, isOpen: boolean): string {
  if (!connected) return 'Needs a key for Popp’s API: save one above.'
  if (isOpen) return 'A comparison is under way.'
  return everyMinutes === null
    ? 'By itself it never runs: see above.'
    : `By itself it runs every ${intervalWords(everyMinutes)}.`
}
