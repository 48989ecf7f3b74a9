import type { TimelineEntry } from '@/lib/conversations/schema'

export interface FlagFacts {
  reason: string | null
  flaggedAt: string
  flagCount: number
  returned: boolean
}

/** Why a person was asked, as the history tells it; null when nobody was. */
export function flagFacts(timeline: readonly TimelineEntry[]): FlagFacts | null {
  const flags = timeline
    .filter((entry) => entry.kind === 'event')
    .filter((entry) => entry.type === 'CONVERSATION_NEEDS_REVIEW' && !entry.replaced)
  const newest = flags.at(-1)
  if (!newest) return null
  return {
    reason: newest.reason,
    flaggedAt: newest.at,
    flagCount: flags.length,
    returned: timeline.some((entry) => entry.kind === 'action' && entry.action === 'item-returned'),
  }
}
