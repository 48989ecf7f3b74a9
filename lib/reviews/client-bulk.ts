import { fetchJson } from '@/lib/platform/http/fetch-json'
import type { Problem } from '@/lib/platform/http/problem'
import {
  BULK_PART_MAX,
  type BulkAnswer,
  type BulkCommand,
  type BulkRequest,
  bulkAnswer,
  type SeenItem,
  type SkippedItem,
  selectionAnswer,
} from './bulk-schema'
import { answered, isWithoutAnswer } from './client-resend'
import { type InboxView, viewSearch } from './filter'

/** `stopped` by the member; `failed`: refused, or no answer in all tries. Null while it runs. */
export type BulkEnd = 'finished' | 'stopped' | 'failed'

/** One command on many items, as far as it has come. */
export interface BulkRun {
  batchId: string
  command: BulkCommand
  total: number
  /** Ids of what was changed. */
  done: readonly string[]
  skipped: readonly SkippedItem[]
  /** What no answer has told of yet. */
  left: readonly SeenItem[]
  /** So many of `left`, from its beginning, were sent and may have been changed: their answer did not arrive. */
  unsure: number
  end: BulkEnd | null
  problem: Problem | null
}

/** How requests go out and time passes; a test brings its own. */
export interface BulkSurroundings {
  /** Aborted: the part under way is finished, the rest stays as it is. */
  signal?: AbortSignal
  /** After every part. */
  onProgress?: (run: BulkRun) => void
  send?: (request: BulkRequest) => Promise<BulkAnswer>
  wait?: (ms: number) => Promise<unknown>
}

export const startedRun = (batchId: string, command: BulkCommand, items: readonly SeenItem[]): BulkRun => ({
  batchId,
  command,
  total: items.length,
  done: [],
  skipped: [],
  left: items,
  unsure: 0,
  end: null,
  problem: null,
})

/** Sends what is left of a run, part after part. Give it what it returned to go on after a stop or a failure. */
export async function runBulk(run: BulkRun, surroundings: BulkSurroundings = {}): Promise<BulkRun> {
  const { signal, onProgress, send = sendPart, wait } = surroundings
  let now: BulkRun = { ...run, end: null, problem: null }
  while (now.left.length > 0) {
    if (signal?.aborted) return { ...now, end: 'stopped' }
    const items = now.left.slice(0, BULK_PART_MAX)
    const answer = await answered(() => send({ batchId: now.batchId, command: now.command, items }), { signal, wait })
    if (!answer.ok) return brokenOff(now, items.length, answer.problem, signal?.aborted ?? false)
    now = withAnswer(now, items.length, answer.value)
    onProgress?.(now)
  }
  return { ...now, end: 'finished' }
}

const withAnswer = (run: BulkRun, sent: number, { done, skipped }: BulkAnswer): BulkRun => ({
  ...run,
  done: [...run.done, ...done],
  skipped: [...run.skipped, ...skipped],
  left: run.left.slice(sent),
  unsure: 0,
})

/** A refused part changed nothing; without an answer nobody knows. */
const brokenOff = (run: BulkRun, sent: number, problem: Problem, stopped: boolean): BulkRun => ({
  ...run,
  unsure: isWithoutAnswer(problem) ? sent : run.unsure,
  end: stopped && isWithoutAnswer(problem) ? 'stopped' : 'failed',
  problem,
})

const sendPart = (body: BulkRequest) => fetchJson(bulkAnswer, '/api/review-items/bulk', { method: 'POST', body })

/** Everything a view shows at this moment, loaded or not. Throws a `ProblemError`. */
export const fetchSelection = (view: InboxView, signal?: AbortSignal) =>
  fetchJson(selectionAnswer, `/api/review-items/selection?${viewSearch(view)}`, { signal })

// `crypto.randomUUID` is missing on plain http: `getRandomValues` is there everywhere.
export function newBatchId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
