import type { ConversationProjection } from './domain'

/** What of a conversation an event can make: facts that one sees. */
export const effectParts = [
  ...(['status', 'aiOutcome', 'optedOut', 'score', 'outcomes', 'firstName', 'lastName', 'candidateId'] as const),
  ...(['externalId', 'externalCampaignId', 'campaignId', 'conversationUrl', 'startedAt', 'endedAt'] as const),
] as const
export type EffectPart = (typeof effectParts)[number]

/** Of a conversation of which nothing is known. */
const nothing = { status: 'unknown', aiOutcome: 'none', optedOut: false, outcomes: [] }

/** What would be otherwise without an event: the conversation with it and without it, compared. */
export function effectOf(withIt: ConversationProjection, without: ConversationProjection | null): EffectPart[] {
  const before: Partial<Record<EffectPart, unknown>> = without ?? nothing
  return effectParts.filter((part) => JSON.stringify(withIt[part]) !== JSON.stringify(before[part] ?? null))
}
