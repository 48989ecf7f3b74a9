import { fetchJson } from '@/lib/platform/http/fetch-json'
import type { Problem } from '@/lib/platform/http/problem'
import { type BulkUndoAnswer, type BulkUndoRequest, bulkUndoAnswer, type SkippedItem } from './bulk-schema'
import type { BulkEnd, BulkRun } from './client-bulk'
import { answered } from './client-resend'

/** Taking a command back, as far as it has come. */
export interface BulkUndo {
  batchId: string
  total: number
  undone: readonly string[]
  /** Changed since by somebody: left as they are. */
  kept: readonly SkippedItem[]
  /** Where the next part begins. */
  after: string | null
  end: Exclude<BulkEnd, 'stopped'> | null
  problem: Problem | null
}

export const startedUndo = (run: Pick<BulkRun, 'batchId' | 'done'>): BulkUndo => ({
  batchId: run.batchId,
  total: run.done.length,
  undone: [],
  kept: [],
  after: null,
  end: null,
  problem: null,
})

interface UndoSurroundings {
  onProgress?: (undo: BulkUndo) => void
  send?: (request: BulkUndoRequest) => Promise<BulkUndoAnswer>
  wait?: (ms: number) => Promise<unknown>
}

/** Takes back all of a run, part after part. Give it what it returned to go on after a failure. */
export async function undoBulk(
  undo: BulkUndo,
  { onProgress, send = sendUndo, wait }: UndoSurroundings = {},
): Promise<BulkUndo> {
  let now: BulkUndo = { ...undo, end: null, problem: null }
  for (;;) {
    const { batchId, after } = now
    const answer = await answered(() => send({ batchId, after }), { wait })
    if (!answer.ok) return { ...now, end: 'failed', problem: answer.problem }
    const { done, skipped, next } = answer.value
    now = { ...now, undone: [...now.undone, ...done], kept: [...now.kept, ...skipped], after: next }
    if (next === null) return { ...now, end: 'finished' }
    onProgress?.(now)
  }
}

/**
 * How many were taken back. A part whose answer was lost is not told again, so that when all has been gone through, what
 * was not kept was undone.
 */
export function undoneCount({ total, undone, kept, end }: BulkUndo): number {
  return end === 'finished' ? Math.max(undone.length, total - kept.length) : undone.length
}

const sendUndo = (body: BulkUndoRequest) =>
  fetchJson(bulkUndoAnswer, '/api/review-items/bulk/undo', { method: 'POST', body })
