import { reconcilePage } from '@/lib/reconcile/run-service'
import { orderDueReconciles } from '@/lib/reconcile/schedule-service'
import { runEvery } from './every'

const EVERY_MS = 1_000

/** Orders reconciliations that are due, and reads Popp's list page by page while one is open. */
export const runReconciles = (signal: AbortSignal, everyMs = EVERY_MS): Promise<void> =>
  runEvery(
    {
      what: 'reconcile',
      everyMs,
      work: async () => {
        await orderDueReconciles()
        return reconcilePage()
      },
    },
    signal,
  )
