import { type DueRules, leftSeconds, resumeDue } from '@/lib/organizations/due-rules'
import { isSnoozed } from './domain'
import type { ItemRow } from './item'

type Timed = Pick<ItemRow, 'dueAt' | 'dueLeftSeconds' | 'snoozedUntil' | 'now'>

/** The clock stands still while an item sleeps: how much is left, and when it is due if it wakes at `until`. */
export function pause(rules: DueRules, row: Timed, until: Date): { dueAt: Date | null; leftSeconds: number | null } {
  const left = secondsLeft(rules, row)
  return { leftSeconds: left, dueAt: left === null ? null : resumeDue(rules, left, until) }
}

/** When an item that wakes now is due; what is awake stays due as it is. */
export function dueAwake(rules: DueRules, row: Timed): Date | null {
  if (!isSnoozed(row, row.now) || row.dueLeftSeconds === null) return row.dueAt
  return resumeDue(rules, row.dueLeftSeconds, row.now)
}

function secondsLeft(rules: DueRules, row: Timed): number | null {
  if (isSnoozed(row, row.now)) return row.dueLeftSeconds
  return row.dueAt && leftSeconds(rules, row.dueAt, row.now)
}
