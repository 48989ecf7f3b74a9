import { z } from 'zod'
import { aiOutcomes, conversationDetail } from '@/lib/conversations/schema'
import { roles } from '@/lib/members/schema'
import { pageOf } from '@/lib/platform/http/page'
import { moment } from '@/lib/platform/moment'
import { resolutionOutcomes } from './words'

/** The inbox's tabs. `open` = neither resolved nor asleep, `mine` = held by the asking member. */
export const inboxTabs = ['open', 'mine', 'snoozed', 'resolved'] as const
export type InboxTab = (typeof inboxTabs)[number]

export const holder = z.object({
  memberId: z.string(),
  name: z.string(),
  since: z.iso.datetime(),
  /** The lease's end on the database's clock. After it the item is free again. */
  until: z.iso.datetime(),
})
export type Holder = z.infer<typeof holder>

export const resolution = z.object({
  outcome: z.enum(resolutionOutcomes),
  reason: z.string().nullable(),
  byMemberId: z.string(),
  byName: z.string(),
  at: z.iso.datetime(),
})
export type Resolution = z.infer<typeof resolution>

export const snooze = z.object({
  /** On the database's clock. After it the item is back in the queue. */
  until: z.iso.datetime(),
  byMemberId: z.string().nullable(),
  byName: z.string(),
})
export type Snooze = z.infer<typeof snooze>

/** Either a member with the name, or a role. */
export const preferred = z.object({
  memberId: z.string().nullable(),
  name: z.string().nullable(),
  role: z.enum(roles).nullable(),
})
export type Preferred = z.infer<typeof preferred>

export const reviewItem = z.object({
  id: z.string(),
  /** Fencing token: every action on the item must present the version it saw. */
  version: z.number().int(),
  state: z.enum(['open', 'resolved']),
  recordKey: z.string(),
  recordId: z.string(),
  candidateName: z.string().nullable(),
  campaign: z.string().nullable(),
  aiOutcome: z.enum(aiOutcomes),
  score: z.number().nullable(),
  optedOut: z.boolean(),
  ended: z.boolean(),
  /** The newest flag's reason; null = Popp gave none. */
  flagReason: z.string().nullable(),
  flagCount: z.number().int(),
  flaggedAt: z.iso.datetime(),
  /** Since when it waits: first flag, or the flag that re-opened it. */
  openedAt: z.iso.datetime(),
  /** Flagged again after a resolution. */
  returned: z.boolean(),
  /** Null = free (a lapsed lease counts as free). */
  holder: holder.nullable(),
  /** Null = awake (a snooze that is over counts as awake). */
  snooze: snooze.nullable(),
  /** When somebody should have decided, in the organization's working time; null = no target. */
  dueAt: z.iso.datetime().nullable(),
  /** Offered first to a member or to a role: handed over, or decided by that member before. */
  preferred: preferred.nullable(),
  /** How often it was passed over, by anybody. */
  skipCount: z.number().int(),
  resolution: resolution.nullable(),
})
export type ReviewItem = z.infer<typeof reviewItem>

export const inboxCounts = z.object({
  /** Open items that are awake and that nobody holds. */
  free: z.number().int(),
  heldByMe: z.number().int(),
  heldByOthers: z.number().int(),
  /** When the first lease of another member ends, if nobody renews it. */
  othersUntil: z.iso.datetime().nullable(),
  snoozed: z.number().int(),
  /** When the first of them wakes. */
  snoozedUntil: z.iso.datetime().nullable(),
  /** Of the open ones that are awake: past their due time. */
  overdue: z.number().int(),
  /** Counted to 1,001 and no further: shown as "1,000+". */
  resolved: z.number().int(),
})
export type InboxCounts = z.infer<typeof inboxCounts>

export const inboxQuery = z.object({
  tab: z.enum(inboxTabs).default('open'),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

export const inboxPage = pageOf(reviewItem).extend({
  /** Of the whole inbox, whatever the filter. */
  counts: inboxCounts,
  /** How many the filter finds in the tab, counted to 1,001; null = nothing is filtered. */
  matching: z.number().int().nullable(),
})
export type InboxPage = z.infer<typeof inboxPage>

const facetCount = z.number().int()
/** What there is to filter a tab by, the most frequent first, with the number of its items; 50 of each at most. */
export const inboxFacets = z.object({
  campaigns: z.array(z.object({ campaign: z.string(), count: facetCount })),
  /** Screening questions that Popp judged as failed. */
  failed: z.array(z.object({ question: z.string(), count: facetCount })),
  holders: z.array(z.object({ memberId: z.string(), name: z.string(), count: facetCount })),
})
export type InboxFacets = z.infer<typeof inboxFacets>

export const reviewItemDetail = z.object({
  item: reviewItem,
  conversation: conversationDetail,
  /** The database's clock when this was read; leases are shown against it. */
  now: z.iso.datetime(),
})
export type ReviewItemDetail = z.infer<typeof reviewItemDetail>

/** Answer of every command: the item as it now is, and the action by which it can be undone (null = nothing was done). */
export const itemAnswer = z.object({ item: reviewItem, actionId: z.string().nullable() })
/** Answer of claim-next: null when nothing is free, with counts that say the truth about it. */
export const claimNextAnswer = z.object({
  item: reviewItem.nullable(),
  actionId: z.string().nullable(),
  counts: inboxCounts,
})
export type ClaimNextAnswer = z.infer<typeof claimNextAnswer>

const version = z.int32().min(0)
export const versionRequest = z.object({ version })

/** `holdMinutes`: hold so long from now, at most as long as the organization allows; without it, one lease more. */
export const extendRequest = z.object({ version, holdMinutes: z.number().int().min(1).max(10_080).optional() })

const reasonText = z.string().trim().max(5_000, 'A reason holds at most 5,000 characters.').default('')
export const resolveRequest = z.object({
  version,
  outcome: z.enum(resolutionOutcomes),
  reason: reasonText,
  /** Made by the browser once per attempt to resolve: the same key twice is one resolution. */
  idempotencyKey: z.string().regex(/^[\x21-\x7e]{8,100}$/, 'A key has 8 to 100 printable characters.'),
})
export type ResolveRequest = z.infer<typeof resolveRequest>

export const reopenRequest = z.object({ version, reason: reasonText })
export const skipRequest = z.object({ version, reason: reasonText })
export const snoozeRequest = z.object({ version, until: moment() })
/** To a member or to a role. */
export const handOverTarget = z.union([z.object({ memberId: z.uuid() }), z.object({ role: z.enum(roles) })])
export type HandOverTarget = z.infer<typeof handOverTarget>
export const handOverRequest = z.object({
  version,
  to: handOverTarget,
  note: z.string().trim().max(10_000).default(''),
})

/** As much as is read back from Popp's messages. */
export const REPLY_MAX = 5_000
export const replyRequest = z.object({
  version,
  text: z.string().trim().min(1, 'A reply needs some text.').max(REPLY_MAX, 'A reply holds at most 5,000 characters.'),
})

export const undoRequest = z.object({ actionId: z.uuid() })
