import type { ReviewItem } from '@/lib/reviews/schema'

/** A review item for tests; everything has a value, `part` says what matters. */
export const anItem = (part: Partial<ReviewItem> = {}): ReviewItem => ({
  id: 'one',
  version: 0,
  state: 'open',
  recordKey: 'record',
  recordId: 'record',
  candidateName: 'Marta Ruiz',
  campaign: null,
  aiOutcome: 'failed',
  score: null,
  optedOut: false,
  ended: false,
  flagReason: null,
  flagCount: 1,
  flaggedAt: '2026-01-14T10:00:00.000Z',
  openedAt: '2026-01-14T10:00:00.000Z',
  returned: false,
  holder: null,
  snooze: null,
  dueAt: null,
  preferred: null,
  skipCount: 0,
  resolution: null,
  ...part,
})

export const heldBy = (memberId: string, name = 'Ana Pereira') => ({
  memberId,
  name,
  since: '2026-01-14T14:17:00.000Z',
  until: '2026-01-14T14:32:00.000Z',
})
