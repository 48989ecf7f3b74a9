import { z } from 'zod'
import { pageOf } from '@/lib/platform/http/page'
import type { RejectionCause } from '@/lib/webhooks/schema'

/** What fails. Stable codes; `words.ts` has a title and a next step for each. */
export const issueKinds = [
  'signature',
  'schema',
  'foreign',
  'handler',
  'silence',
  'lag',
  'popp-api',
  'outgoing',
] as const
export type IssueKind = (typeof issueKinds)[number]

export const issueStates = ['open', 'acknowledged', 'resolved'] as const
export type IssueState = (typeof issueStates)[number]

/** Codes of causes that the desk finds by itself. Of `signature` and `schema` they are those of refused deliveries. */
export const ownCauses = {
  foreign: ['other-organization'],
  silence: ['quiet'],
  lag: ['arrival', 'applying'],
  'popp-api': ['list-conversations'],
} as const satisfies Partial<Record<IssueKind, readonly string[]>>
export type OwnCause<Kind extends keyof typeof ownCauses = keyof typeof ownCauses> = (typeof ownCauses)[Kind][number]

/** The cause of what concerns one endpoint: a code and the endpoint. Another endpoint's failures are another issue. */
export const causeAt = (code: OwnCause | RejectionCause, endpointId: string) => `${code}@${endpointId}`

const by = z.object({ at: z.iso.datetime(), name: z.string().nullable() }).nullable()

export const issue = z.object({
  id: z.string(),
  kind: z.enum(issueKinds),
  cause: z.string(),
  endpoint: z.object({ id: z.string(), name: z.string() }).nullable(),
  state: z.enum(issueStates),
  version: z.number().int(),
  /** Failures since it was opened last, and ever. */
  count: z.number().int(),
  totalCount: z.number().int(),
  firstAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
  openedAt: z.iso.datetime(),
  recurrences: z.number().int(),
  acknowledged: by,
  /** Name null = it ended by itself, or whoever it was is gone. */
  resolved: by,
  /** Codes, numbers and ids of the newest failure. */
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type Issue = z.infer<typeof issue>

export const issueQuery = z.object({
  state: z.enum(issueStates).default('open'),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
export type IssueQuery = z.infer<typeof issueQuery>

const issueCounts = z.record(z.enum(issueStates), z.number().int())

/** Newest failure first, with how many there are in each state. */
export const issuePage = pageOf(issue).extend({ counts: issueCounts })
export type IssuePage = z.infer<typeof issuePage>

/** What happened to an issue, as the audit trail has it. */
const issueEntry = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  action: z.enum(['issue-opened', 'issue-returned', 'issue-acknowledged', 'issue-resolved']),
  /** Null = the product itself. */
  memberName: z.string().nullable(),
})
export type IssueEntry = z.infer<typeof issueEntry>

/** With its history, newest first. */
export const issueDetail = z.object({ issue, history: z.array(issueEntry) })
export type IssueDetail = z.infer<typeof issueDetail>

/** The version that was seen: what somebody else did meanwhile is not undone unseen. */
export const issueCommand = z.object({ version: z.int32().min(0) })
