import { db } from '@/lib/platform/db'
import { prepared } from '@/lib/platform/prepared'
import type { OrganizationId } from '@/lib/platform/tenant'
import type { ReviewState } from '@/lib/reviews/words'
import { Prisma } from '@/prisma/generated/client'
import type { ConversationCursor } from './cursor'
import type { ConversationDetail, ConversationQuery } from './schema'
import type { SummaryRow } from './summary'

const { sql } = Prisma

/** As in `conversations_search_idx`, letter for letter: PostgreSQL uses an expression's index for that expression only. */
const searched = sql`(coalesce("candidate_name", '') || ' ' || "record_id" || ' ' || coalesce("external_id", '') || ' ' || coalesce("candidate_id", ''))`

const isHeld = sql`i.holder_id IS NOT NULL AND i.lease_until > statement_timestamp()`

const columns = sql`
  c.record_key AS "recordKey", c.record_id AS "recordId", c.candidate_name AS "candidateName",
  coalesce(c.external_campaign_id, c.campaign_id) AS campaign, c.status, c.raw_status AS "rawStatus",
  c.ai_outcome AS "aiOutcome", c.score, c.opted_out AS "optedOut", c.ended, c.started_at AS "startedAt",
  c.ended_at AS "endedAt", c.last_event_at AS "lastEventAt", i.id AS "reviewItemId",
  CASE WHEN i.id IS NULL THEN 'none' WHEN i.state = 'resolved' THEN 'resolved' WHEN ${isHeld} THEN 'held' ELSE 'open' END
    AS "reviewState",
  r.outcome AS "humanOutcome", resolver.name AS "humanOutcomeBy",
  EXISTS (SELECT FROM events e WHERE e.organization_id = c.organization_id AND e.record_key = c.record_key
    AND e.source = 'recovered') AS recovered`

const joins = sql`
  LEFT JOIN review_items i ON i.organization_id = c.organization_id AND i.record_key = c.record_key
  LEFT JOIN resolutions r ON r.organization_id = i.organization_id AND r.id = i.resolution_id
  LEFT JOIN members m ON m.organization_id = r.organization_id AND m.id = r.member_id
  LEFT JOIN users resolver ON resolver.id = m.user_id`

const inReview: Record<ReviewState, Prisma.Sql> = {
  none: sql`i.id IS NULL`,
  open: sql`i.state = 'open' AND NOT (${isHeld})`,
  held: sql`i.state = 'open' AND ${isHeld}`,
  resolved: sql`i.state = 'resolved'`,
}

export interface ListConditions extends Pick<ConversationQuery, 'outcome' | 'status' | 'review'> {
  /** Regular expressions, all of which must match. */
  patterns: string[]
  after: ConversationCursor | null
  limit: number
}

/** `sortAt` = `lastEventAt` with its microseconds, which a JavaScript date would lose. */
export type ListedRow = SummaryRow & { sortAt: string }

/** Newest first. */
export const listConversationRows = (organizationId: OrganizationId, conditions: ListConditions) =>
  db().$queryRaw<ListedRow[]>(listStatement(organizationId, conditions))

/**
 * Apart from its execution, so that the bench explains the statement that runs.
 * Measured on 200,000 conversations of one organization (e2e/bench/explain.ts, PostgreSQL 15, plan + execution):
 * | | with the index | without |
 * | any page, newest first (conversations_newest_idx) | 1.3 ms | 166 ms |
 * | search, a rare word (conversations_search_idx) | 1.4 ms | 142 ms |
 * | search, nothing found (the same) | 0.8 ms | 121 ms |
 * | search, two letters that are common / in no row (too short for trigrams) | 1.8 / 66 ms | |
 * | an outcome of 1 in 2,000 (no index, worth none yet) | 51 ms | |
 */
export function listStatement(organizationId: OrganizationId, conditions: ListConditions): Prisma.Sql {
  const { patterns, outcome, status, review, after, limit } = conditions
  const where = [
    sql`c.organization_id = ${organizationId}::uuid`,
    ...patterns.map((pattern) => sql`${searched} ~* ${pattern}`),
    ...(outcome ? [sql`c.ai_outcome = ${outcome}`] : []),
    ...(status ? [sql`c.status = ${status}`] : []),
    ...(review ? [inReview[review]] : []),
    ...(after ? [sql`(c.last_event_at, c.record_key) < (${after[0]}::timestamptz, ${after[1]})`] : []),
  ]
  return sql`
    SELECT ${columns}, to_char(c.last_event_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "sortAt"
    FROM conversations c ${joins}
    WHERE ${Prisma.join(where, ' AND ')}
    ORDER BY c.last_event_at DESC, c.record_key DESC LIMIT ${limit}`
}

type DetailColumns =
  | 'candidateId'
  | 'externalId'
  | 'externalCampaignId'
  | 'campaignId'
  | 'conversationUrl'
  | 'unknownTypes'
export type DetailRow = SummaryRow & Pick<ConversationDetail, DetailColumns>

/** Null = unknown, or another organization's. */
export async function findConversation(organizationId: OrganizationId, recordKey: string): Promise<DetailRow | null> {
  const rows = await db().$queryRaw<DetailRow[]>(sql`
    ${prepared} SELECT ${columns}, c.candidate_id AS "candidateId", c.external_id AS "externalId",
      c.external_campaign_id AS "externalCampaignId", c.campaign_id AS "campaignId",
      c.conversation_url AS "conversationUrl", coalesce(c.unknown_types, array[]::text[]) AS "unknownTypes"
    FROM conversations c ${joins}
    WHERE c.organization_id = ${organizationId}::uuid AND c.record_key = ${recordKey}`)
  return rows[0] ?? null
}

export const listOutcomes = (organizationId: OrganizationId, recordKey: string) =>
  db().screeningOutcome.findMany({
    where: { organizationId, recordKey },
    orderBy: { position: 'asc' },
    select: { question: true, verdict: true, rawVerdict: true, summary: true },
  })
