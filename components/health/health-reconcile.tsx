import Link from 'next/link'
import type { ReconcileOverview } from '@/lib/reconcile/schema'
import { ReconcileRuns } from '../settings/popp/reconcile-runs'
import { intervalWords } from '../settings/popp/reconcile-words'
import { POPP_SETTINGS } from '../shell/nav'

/** When what arrived was compared with Popp's list last, what that found, and whether it is done by itself. */
export const HealthReconcile = ({ reconcile: { runs, ...settings } }: { reconcile: ReconcileOverview }) => (
  <div className="flex flex-col gap-2 px-4">
    {runs.length === 0 ? (
      <p className="text-muted">Nothing has been compared yet.</p>
    ) : (
      <ReconcileRuns runs={runs} onCancel={null} />
    )}
    <p className="text-muted text-xs">
      {scheduleWords(settings)}{' '}
      <Link href={POPP_SETTINGS} className="text-accent-text underline">
        Popp’s API in Settings
      </Link>
    </p>
  </div>
)

function scheduleWords({ connected, everyMinutes }: Omit<ReconcileOverview, 'runs'>): string {
  if (!connected) return 'There is no key for Popp’s API: nothing can be compared.'
  return everyMinutes === null ? 'By itself it never runs.' : `By itself it runs every ${intervalWords(everyMinutes)}.`
}
