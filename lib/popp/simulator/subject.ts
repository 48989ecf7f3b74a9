import type { Campaign } from './campaigns/campaign'
import { type Candidate, inventCandidate } from './candidate'
import { chance, idFrom, type Random, uuidFrom } from './random'

/** The two payload generations of Popp's documentation; both are sent in practice. */
export type Generation = 'current' | 'original'

/** What all events of one conversation say about it. */
export interface Subject extends Candidate {
  recordId: string
  organizationId: string
  externalCampaignId: string | null
  conversationUrl: string
  /** Undocumented payloads carry the ids only (sparse), or what STARTED carries. */
  sparse: boolean
  /** A value that is not known: `null`, or no such key. The documentation says neither. */
  writesNulls: boolean
}

const SPARSE_SHARE = 0.35

/** Ids of the original generation look different too. */
export function inventSubject(
  random: Random,
  seed: number,
  label: string,
  campaign: Campaign,
  organizationId: string,
  generation: Generation,
): Subject {
  const recordId = generation === 'original' ? uuidFrom(seed, label) : `conv_${idFrom(seed, label)}`
  return {
    ...inventCandidate(random, seed, label),
    recordId,
    organizationId,
    externalCampaignId: campaign.externalCampaignId,
    conversationUrl: `https://ai.joinpopp.com/campaign/outbound/${campaign.campaignId}?conversationId=${recordId}`,
    sparse: chance(random, SPARSE_SHARE),
    writesNulls: chance(random, 0.5),
  }
}
