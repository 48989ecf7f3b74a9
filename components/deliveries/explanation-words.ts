import type { RejectionCause } from '@/lib/webhooks/schema'
import type { EventExplanation } from '@/lib/webhooks/schema-explanation'

type Effect = NonNullable<EventExplanation['effect']>

const partWords: Record<Effect['parts'][number], string> = {
  status: 'status',
  aiOutcome: 'Popp’s outcome',
  optedOut: 'opt-out',
  score: 'score',
  outcomes: 'screening answers',
  firstName: 'first name',
  lastName: 'last name',
  candidateId: 'candidate id',
  externalId: 'external id',
  externalCampaignId: 'campaign',
  campaignId: 'Popp’s campaign id',
  conversationUrl: 'link to Popp',
  startedAt: 'when it began',
  endedAt: 'when it ended',
}

const reviewWords: Record<NonNullable<Effect['review']>['action'], string> = {
  'item-opened': 'Opened a review item',
  'item-returned': 'Returned the review item to the inbox',
  'item-flagged-again': 'Flagged the open review item again',
}

/** What an event changed: short sentences, none of them with a value. */
export function effectWords({ made, parts, review }: Effect): string[] {
  const told = parts.map((part) => partWords[part]).join(', ')
  if (parts.length === 0 && !made && !review) return ['Nothing new: the conversation already said so.']
  return [
    ...(made ? ['Made the conversation'] : []),
    ...(told ? [`${made ? 'Told' : 'Changed'}: ${told}`] : []),
    ...(review ? [reviewWords[review.action]] : []),
  ]
}

/** Which secret vouched for it. `date`: when it was added, as the reader writes dates. */
export function signatureWords(signature: EventExplanation['signature'], date: (iso: string) => string): string {
  if (signature.by === 'api') return 'None: it was read from Popp’s API'
  if (signature.by === 'nobody') return 'Unsigned: accepted because the endpoint allows it'
  const added = signature.addedAt ? `, added ${date(signature.addedAt)}` : ''
  const which = {
    current: 'the current secret',
    older: 'an older secret, still valid',
    retired: 'a secret retired since',
  }
  return `Matches ${which[signature.standing]}${added}`
}

const unchecked = 'not looked at'

/** What is known of a refused request's headers, by the point at which it was refused. */
export const headerWords: Record<RejectionCause, { type: string; signature: string }> = {
  'unsupported-type': { type: 'not application/json', signature: unchecked },
  'too-large': { type: 'JSON, or none', signature: unchecked },
  'missing-signature': { type: 'JSON, or none', signature: 'missing' },
  'malformed-signature': { type: 'JSON, or none', signature: 'there, unreadable' },
  'wrong-signature': { type: 'JSON, or none', signature: 'there, fits no active secret' },
  'not-json': { type: 'JSON, or none', signature: 'right, or not asked for' },
  'no-envelope': { type: 'JSON, or none', signature: 'right, or not asked for' },
}
