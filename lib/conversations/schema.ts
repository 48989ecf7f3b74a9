import { z } from 'zod'
import { actingInPopp } from '@/lib/outbox/schema'
import { pageOf } from '@/lib/platform/http/page'
import { resolutionOutcomes, reviewStates } from '@/lib/reviews/words'

/** Where a conversation stands, in our words. `completed` is Popp's bare COMPLETED, which names no verdict. */
export const conversationStatuses = [
  'unknown',
  'created',
  'queued',
  'ongoing',
  'completed',
  'passed',
  'failed',
  'closed',
  'opted-out',
  'delivery-failed',
] as const
export type ConversationStatus = (typeof conversationStatuses)[number]

/** What Popp decided. A person's decision is the human outcome and never overwrites this. */
export const aiOutcomes = ['none', 'passed', 'failed', 'closed', 'opted-out'] as const
export type AiOutcome = (typeof aiOutcomes)[number]

export const screeningVerdicts = ['passed', 'failed', 'other'] as const
export type ScreeningVerdict = (typeof screeningVerdicts)[number]

export const screeningOutcome = z.object({
  question: z.string(),
  verdict: z.enum(screeningVerdicts),
  /** Popp's word, shown when it is neither PASSED nor FAILED. */
  rawVerdict: z.string().nullable(),
  summary: z.string().nullable(),
})
export type ScreeningOutcome = z.infer<typeof screeningOutcome>

/** What lists show of a conversation. */
export const conversationSummary = z.object({
  recordKey: z.string(),
  recordId: z.string(),
  candidateName: z.string().nullable(),
  /** Popp's campaign, by the best name it sent; null when it sent none. */
  campaign: z.string().nullable(),
  status: z.enum(conversationStatuses),
  rawStatus: z.string().nullable(),
  aiOutcome: z.enum(aiOutcomes),
  /** No documented scale: shown as it is, never as a percentage. Null = not scored. */
  score: z.number().nullable(),
  optedOut: z.boolean(),
  ended: z.boolean(),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  lastEventAt: z.iso.datetime(),
  reviewState: z.enum(reviewStates),
  reviewItemId: z.string().nullable(),
  humanOutcome: z.enum(resolutionOutcomes).nullable(),
  humanOutcomeBy: z.string().nullable(),
  /** Something of it was read from Popp's list, because no webhook brought it. */
  recovered: z.boolean(),
})
export type ConversationSummary = z.infer<typeof conversationSummary>

/** One line of a conversation's history: an event of Popp's, or what a person did. */
export const timelineEntry = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('event'),
    id: z.string(),
    at: z.iso.datetime(),
    /** False when Popp sent no time and the time is that of arrival. */
    atIsFromPopp: z.boolean(),
    receivedAt: z.iso.datetime(),
    type: z.string(),
    /** Read from Popp's list, because no webhook brought it. */
    recovered: z.boolean(),
    /** A recovered flag whose original came after all: it counts no more. */
    replaced: z.boolean(),
    status: z.string().nullable(),
    reason: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('action'),
    id: z.string(),
    at: z.iso.datetime(),
    action: z.string(),
    /** Null = nobody's doing: it happened by itself. */
    actorName: z.string().nullable(),
    outcome: z.string().nullable(),
    reason: z.string().nullable(),
    /** Until when it was held or put to sleep. */
    until: z.iso.datetime().nullable(),
    /** Whom it concerns: who was handed the item, whose claim ran out. */
    aboutName: z.string().nullable(),
    /** A code: the role that was handed the item, the cause of waking, the kind of action that was undone. */
    about: z.string().nullable(),
  }),
])
export type TimelineEntry = z.infer<typeof timelineEntry>

/** How long its author may take a note back, on the database's clock. Afterwards it can be edited only. */
export const NOTE_REMOVABLE_MINUTES = 10

/** A member whom a note names and who was told, by her name of today. */
export const mentionedMember = z.object({ memberId: z.string(), name: z.string() })
export type MentionedMember = z.infer<typeof mentionedMember>

export const note = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  authorId: z.string(),
  authorName: z.string(),
  /** As written, in Markdown: `domain-note-blocks.ts` reads it. */
  body: z.string(),
  /** Null = never edited. What it said before is in its versions. */
  editedAt: z.iso.datetime().nullable(),
  mentions: z.array(mentionedMember),
})
export type Note = z.infer<typeof note>

/** Names the note's place on a page, in an address. */
export const noteAnchor = (noteId: string) => `note-${noteId}`

/** What a note said from one time to another. */
export const noteVersion = z.object({
  id: z.string(),
  body: z.string(),
  from: z.iso.datetime(),
  /** Null = it says so now. */
  until: z.iso.datetime().nullable(),
})

/** So many of what a note said before are shown: each may be as long as a note, and an edit costs nothing. */
export const NOTE_VERSIONS_SHOWN = 50

/** Newest first. `hasMore`: it was edited more often; the rest is kept, and not shown. */
export const noteVersions = z.object({ versions: z.array(noteVersion), hasMore: z.boolean() })
export type NoteVersions = z.infer<typeof noteVersions>

export const conversationDetail = conversationSummary.extend({
  candidateId: z.string().nullable(),
  externalId: z.string().nullable(),
  externalCampaignId: z.string().nullable(),
  campaignId: z.string().nullable(),
  /** Deep link into Popp, https only. */
  conversationUrl: z.string().nullable(),
  /** How the candidate can be reached, as Popp's API told it last; null = it told nothing, or she asked to be left alone. */
  contact: z.object({ phone: z.string().nullable(), email: z.string().nullable() }).nullable(),
  outcomes: z.array(screeningOutcome),
  unknownTypes: z.array(z.string()),
  timeline: z.array(timelineEntry),
  notes: z.array(note),
  /** What is done to it in Popp. */
  acting: actingInPopp,
})
export type ConversationDetail = z.infer<typeof conversationDetail>

/** Filters of the list; unknown ones are ignored, wrong ones are answered by field. */
export const conversationQuery = z.object({
  q: z.string().trim().max(200).optional(),
  outcome: z.enum(aiOutcomes).optional(),
  status: z.enum(conversationStatuses).optional(),
  review: z.enum(reviewStates).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
export type ConversationQuery = z.infer<typeof conversationQuery>

export const conversationPage = pageOf(conversationSummary)
export type ConversationPage = z.infer<typeof conversationPage>

export const noteRequest = z.object({
  body: z.string().trim().min(1, 'A note needs some text.').max(10_000, 'A note holds at most 10,000 characters.'),
})
