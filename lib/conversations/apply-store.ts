import type { Tx } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import { Prisma } from '@/prisma/generated/client'
import type { ConversationProjection } from './domain'

export interface ProjectedRecord {
  recordKey: string
  recordId: string
  projection: ConversationProjection
}

/**
 * Makes every other transaction that applies one of these records wait, so that the last to fold has read the most
 * events. Locks are taken in one order, so two workers cannot deadlock. They end with the transaction.
 */
export async function lockRecords(organizationId: OrganizationId, tx: Tx, recordKeys: string[]) {
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(key) FROM (
      SELECT DISTINCT hashtextextended(${organizationId}::text || '/' || k, 0) AS key
      FROM unnest(${recordKeys}::text[]) k ORDER BY 1
    ) keys`
}

/** Which campaign these conversations are of, as far as it is known; those that are not known themselves are missing. */
export async function readCampaigns(organizationId: OrganizationId, tx: Tx, recordKeys: string[]) {
  const rows = await tx.$queryRaw<{ recordKey: string; campaign: string | null }[]>`
    SELECT record_key AS "recordKey", coalesce(external_campaign_id, campaign_id) AS campaign FROM conversations
    WHERE organization_id = ${organizationId}::uuid AND record_key = ANY(${recordKeys})`
  return new Map(rows.map(({ recordKey, campaign }) => [recordKey, campaign]))
}

const nameOf = ({ firstName, lastName }: ConversationProjection) =>
  [firstName, lastName]
    .map((part) => part?.trim())
    .filter(Boolean)
    .join(' ') || null

const rowOf = ({ recordKey, recordId, projection: p }: ProjectedRecord) => ({
  record_key: recordKey,
  record_id: recordId,
  status: p.status,
  raw_status: p.rawStatus,
  ai_outcome: p.aiOutcome,
  opted_out: p.optedOut,
  ended: p.ended,
  score: p.score,
  first_name: p.firstName,
  last_name: p.lastName,
  candidate_name: nameOf(p),
  candidate_id: p.candidateId,
  external_id: p.externalId,
  external_campaign_id: p.externalCampaignId,
  campaign_id: p.campaignId,
  conversation_url: p.conversationUrl,
  started_at: p.startedAt,
  ended_at: p.endedAt,
  first_event_at: p.firstEventAt,
  last_event_at: p.lastEventAt,
  event_count: p.eventCount,
  unknown_types: p.unknownTypes,
})

/** The rows of `conversations` that these projections are. */
export const conversationRows = (organizationId: OrganizationId, records: ProjectedRecord[]) => Prisma.sql`
  jsonb_populate_recordset(NULL::conversations,
    (SELECT jsonb_agg(row || jsonb_build_object('organization_id', ${organizationId}::text))
     FROM jsonb_array_elements(${JSON.stringify(records.map(rowOf))}::jsonb) row))`

/** Writes whole rows: a conversation is a function of its events, so there is nothing to merge with. */
export async function upsertConversations(organizationId: OrganizationId, tx: Tx, records: ProjectedRecord[]) {
  await tx.$executeRaw`
    INSERT INTO conversations
    SELECT r.* FROM ${conversationRows(organizationId, records)} r
    ON CONFLICT (organization_id, record_key) DO UPDATE SET
      record_id = excluded.record_id, status = excluded.status, raw_status = excluded.raw_status,
      ai_outcome = excluded.ai_outcome, opted_out = excluded.opted_out, ended = excluded.ended, score = excluded.score,
      first_name = excluded.first_name, last_name = excluded.last_name, candidate_name = excluded.candidate_name,
      candidate_id = excluded.candidate_id, external_id = excluded.external_id,
      external_campaign_id = excluded.external_campaign_id, campaign_id = excluded.campaign_id,
      conversation_url = excluded.conversation_url, started_at = excluded.started_at, ended_at = excluded.ended_at,
      first_event_at = excluded.first_event_at, last_event_at = excluded.last_event_at,
      event_count = excluded.event_count, unknown_types = excluded.unknown_types`
}

/** The rows of `screening_outcomes` that these projections have, without their organization. */
export const outcomeRows = (records: ProjectedRecord[]) =>
  records.flatMap(({ recordKey, projection }) =>
    projection.outcomes.map((outcome, position) => ({
      record_key: recordKey,
      position,
      question: outcome.question,
      verdict: outcome.verdict,
      raw_verdict: outcome.rawVerdict,
      summary: outcome.summary,
    })),
  )

/** Replaces the screening outcomes of these records by those of their projections. */
export async function replaceOutcomes(organizationId: OrganizationId, tx: Tx, records: ProjectedRecord[]) {
  const rows = outcomeRows(records)
  const keys = records.map(({ recordKey }) => recordKey)
  await tx.$executeRaw`
    DELETE FROM screening_outcomes WHERE organization_id = ${organizationId}::uuid AND record_key = ANY(${keys})`
  if (rows.length === 0) return
  await tx.$executeRaw`
    INSERT INTO screening_outcomes (organization_id, record_key, position, question, verdict, raw_verdict, summary)
    SELECT ${organizationId}::uuid, r.record_key, r.position, r.question, r.verdict, r.raw_verdict, r.summary
    FROM jsonb_populate_recordset(NULL::screening_outcomes, ${JSON.stringify(rows)}::jsonb) r`
}
