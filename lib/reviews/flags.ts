import { type Flag, flagEffect } from '@/lib/conversations/domain-flags'
import type { FlaggedItemRow } from './flag-store'

/** What a batch of flags that were not applied before made of an item. */
export interface FlagResult {
  item: FlaggedItemRow
  effect: 'opened' | 'returned' | 'flagged-again'
}

const opened = (id: string, recordKey: string, flag: Flag): FlaggedItemRow => ({
  id,
  recordKey,
  state: 'open',
  lastResolvedAt: null,
  flaggedAt: flag.flaggedAt,
  flagReason: flag.reason,
  openedAt: flag.flaggedAt,
  returned: false,
  flagCount: 1,
})

/**
 * Applies new flags (each exactly once, any order) to a record's item. The order among them makes no difference: the
 * newest flag gives time and reason, the earliest since the last resolution says since when it waits.
 */
export function applyFlags(
  existing: FlaggedItemRow | null,
  recordKey: string,
  flags: readonly Flag[],
  newId: () => string,
): FlagResult {
  const ordered = [...flags].sort((a, b) => a.flaggedAt.getTime() - b.flaggedAt.getTime() || (a.key < b.key ? -1 : 1))
  let item = existing
  let effect: FlagResult['effect'] = existing ? 'flagged-again' : 'opened'
  for (const flag of ordered) {
    const change = flagEffect(item, flag)
    if (change === 'reopen') effect = 'returned'
    item = item ? withFlag(item, flag, change === 'reopen') : opened(newId(), recordKey, flag)
  }
  return { item: item!, effect }
}

function withFlag(item: FlaggedItemRow, flag: Flag, reopens: boolean): FlaggedItemRow {
  const isNewest = flag.flaggedAt >= item.flaggedAt
  const counted = {
    ...item,
    flagCount: item.flagCount + 1,
    flaggedAt: isNewest ? flag.flaggedAt : item.flaggedAt,
    flagReason: isNewest ? flag.reason : item.flagReason,
  }
  if (reopens) return { ...counted, state: 'open', returned: true, openedAt: flag.flaggedAt }
  const isOfThisRound = item.state === 'open' && (!item.lastResolvedAt || flag.flaggedAt > item.lastResolvedAt)
  return isOfThisRound && flag.flaggedAt < item.openedAt ? { ...counted, openedAt: flag.flaggedAt } : counted
}
