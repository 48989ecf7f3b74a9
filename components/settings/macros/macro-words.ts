import type { Macro } from '@/lib/macros/schema'
import type { SnoozePresetId } from '@/lib/reviews/words'
import { resolutionWords } from '@/lib/reviews/words'

export const snoozeWords: Record<SnoozePresetId, string> = {
  hour: 'for 1 hour',
  later: 'until later today',
  tomorrow: 'until tomorrow morning',
  monday: 'until Monday morning',
  week: 'for a week',
}

/** "Note · resolve as No action needed": what happens when it is used, in its order. */
export function macroWords({ note, outcome, snooze }: Pick<Macro, 'note' | 'outcome' | 'snooze'>): string {
  return [
    note && 'Note',
    outcome && `resolve as “${resolutionWords[outcome]}”`,
    snooze && `snooze ${snoozeWords[snooze]}`,
  ]
    .filter(Boolean)
    .join(' · ')
    .replace(/^./, (first) => first.toUpperCase())
}
