/** One event of Popp's in our words, read by `normalise`. All texts can be stored; nothing in it is trusted to be there. */

export type PoppEventKind =
  | 'queued'
  | 'started'
  | 'completed'
  | 'needs-review'
  | 'opted-out'
  | 'max-nudges-reached'
  | 'start-failed'
  /** Facts that were read from Popp's API. */
  | 'details'
  | 'unknown'

/**
 * Whom an event is about. Only `conversation` events make a conversation and change it; the others share the envelope
 * and are kept, because their `recordId` may name a workflow run or a document.
 */
export type PoppEventFamily = 'conversation' | 'analysis' | 'calendar' | 'workflow' | 'document' | 'unknown'

/** A status Popp stated. `completed` is its bare COMPLETED, which names no verdict. */
export type PoppStatus =
  | 'created'
  | 'queued'
  | 'ongoing'
  | 'completed'
  | 'passed'
  | 'failed'
  | 'closed'
  | 'opted-out'
  | 'delivery-failed'

export type PoppOutcome = {
  question: string
  verdict: 'passed' | 'failed' | 'other'
  /** Popp's word, null when it sent none. */
  rawVerdict: string | null
  summary: string | null
}

/** `undefined`: the event does not mention it. `null`: Popp states that there is none. */
export type Mention<T> = T | null | undefined

export type PoppEvent = {
  type: string
  kind: PoppEventKind
  family: PoppEventFamily
  /** `original` payloads carry neither event id nor time. */
  generation: 'original' | 'current'
  occurredAt: Date | null
  recordId: string | null
  organizationId: string | null
  /** Null also when `rawStatus` is a word we do not know. */
  status: PoppStatus | null
  rawStatus: string | null
  firstName?: Mention<string>
  lastName?: Mention<string>
  candidateId?: Mention<string>
  externalId?: Mention<string>
  externalCampaignId?: Mention<string>
  campaignId?: Mention<string>
  /** https only. */
  conversationUrl?: Mention<string>
  /** Without a documented scale: to be shown as it is. Null = not scored. */
  score?: Mention<number>
  outcomes?: PoppOutcome[]
  /** Only on `needs-review`; null when Popp gave no reason. */
  reviewReason?: Mention<string>
  /** What was dropped and why, by field. Quotes no values: they may be personal data. */
  warnings: string[]
}
