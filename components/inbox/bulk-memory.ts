import { z } from 'zod'
import { BULK_PART_MAX, bulkCommand, seenItem, skippedItem } from '@/lib/reviews/bulk-schema'
import type { BulkRun } from '@/lib/reviews/client-bulk'

const KEY = 'review-desk:bulk'

const savedRun = z.object({
  memberId: z.string(),
  startedAt: z.number(),
  run: z.object({
    batchId: z.string(),
    command: bulkCommand,
    total: z.number(),
    done: z.array(z.string()),
    skipped: z.array(skippedItem),
    left: z.array(seenItem),
  }),
})

interface Remembered {
  memberId: string
  startedAt: number
  run: BulkRun
}

/** Kept for this tab while a page that is being left still runs it. */
export function rememberRun({ memberId, startedAt, run }: Remembered): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ memberId, startedAt, run }))
  } catch {
    // blocked or full: what was done is in every item's history
  }
}

/** What this member's last page left behind, once. The part that was under way may have been done. */
export function takeRemembered(memberId: string): Remembered | null {
  try {
    const stored = sessionStorage.getItem(KEY)
    sessionStorage.removeItem(KEY)
    const saved = savedRun.parse(JSON.parse(stored ?? 'null'))
    if (saved.memberId !== memberId) return null
    const unsure = Math.min(BULK_PART_MAX, saved.run.left.length)
    return { ...saved, run: { ...saved.run, unsure, end: 'stopped', problem: null } }
  } catch {
    return null
  }
}
