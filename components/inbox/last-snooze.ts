'use client'
import { z } from 'zod'
import { snoozePresetIds } from '@/lib/reviews/words'
import type { LastSnooze } from './snooze-presets'

const stored = z.object({ id: z.enum([...snoozePresetIds, 'at']), until: z.number() })
const keyOf = (memberId: string) => `review-desk:last-snooze:${memberId}`

/** What this member chose last in this browser; null where nothing is remembered. */
export function readLastSnooze(memberId: string): LastSnooze | null {
  try {
    return stored.parse(JSON.parse(localStorage.getItem(keyOf(memberId)) ?? 'null'))
  } catch {
    return null
  }
}

export function writeLastSnooze(memberId: string, last: LastSnooze): void {
  try {
    localStorage.setItem(keyOf(memberId), JSON.stringify(last))
  } catch {
    // blocked or full: next time there is no "same time again"
  }
}
