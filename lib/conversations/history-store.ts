import type { AuditAction } from '@/lib/audit/schema'
import { db } from '@/lib/platform/db'
import { prepared } from '@/lib/platform/prepared'
import type { OrganizationId } from '@/lib/platform/tenant'
import { Prisma } from '@/prisma/generated/client'

const { sql } = Prisma

/** The newest of each kind; a conversation has a handful. */
const HISTORY_MAX = 500
/** A body may have 1 MiB: beyond this much together, the older events are shown by type and arrival only. */
const BODIES_MAX_BYTES = 8 * 1024 * 1024

export interface HistoryEvent {
  id: string
  dedupeKey: string
  type: string
  receivedAt: Date
  /** Null = left out for its size. */
  body: Uint8Array | null
}

/** Newest first. An event in quarantine names another organization: it is no part of this one's history. */
export const listEvents = (organizationId: OrganizationId, recordKey: string) =>
  db().$queryRaw<HistoryEvent[]>(sql`
    ${prepared} SELECT id, dedupe_key AS "dedupeKey", type, received_at AS "receivedAt", CASE WHEN bytes_so_far <= ${BODIES_MAX_BYTES} THEN body END AS body
    FROM (
      SELECT e.*, sum(octet_length(e.body)) OVER (ORDER BY e.received_at DESC, e.id DESC) AS bytes_so_far
      FROM events e JOIN event_work w ON w.organization_id = e.organization_id AND w.event_id = e.id
      WHERE e.organization_id = ${organizationId}::uuid AND e.record_key = ${recordKey} AND w.state <> 'quarantined'
      ORDER BY e.received_at DESC, e.id DESC LIMIT ${HISTORY_MAX}
    ) newest
    ORDER BY received_at DESC, id DESC`)

export interface HistoryAction {
  id: string
  at: Date
  action: string
  actorName: string | null
  outcome: string | null
  reason: string | null
  until: Date | null
  aboutName: string | null
  about: string | null
}

/** Opening and counting follow from the events, and an extended lease is no news. */
const told = [
  'item-returned',
  'item-claimed',
  'claim-held',
  'claim-released',
  'claim-lapsed',
  'item-snoozed',
  'item-woken',
  'item-skipped',
  'item-handed-over',
  'item-resolved',
  'item-reopened',
  'reply-wanted',
  'action-undone',
] as const satisfies AuditAction[]

/**
 * What was done to the conversation's review item, newest first. That a resolved item came back does not follow from the
 * events: only what is newer than the decision returns it. Reasons come from resolutions and skips: the trail itself
 * holds no free text. Both have the id of their entry's action.
 */
export const listActions = (organizationId: OrganizationId, recordKey: string) =>
  db().$queryRaw<HistoryAction[]>(sql`
    ${prepared} SELECT a.id, a.at, a.action, u.name AS "actorName", r.outcome, coalesce(r.reason, s.reason) AS reason,
      (CASE a.action WHEN 'item-snoozed' THEN a.facts->>'snoozedUntil' WHEN 'claim-held' THEN a.facts->>'until' END)
        ::timestamptz AS until,
      about.name AS "aboutName",
      coalesce(a.facts->>'toRole', a.facts->>'cause', a.facts->>'undone') AS about
    FROM review_items i
    JOIN audit_entries a ON a.organization_id = i.organization_id AND a.subject_type = 'review-item'
      AND a.subject_id = i.id::text AND a.action = ANY(${[...told]})
    LEFT JOIN members m ON m.organization_id = a.organization_id AND m.id = a.member_id
    LEFT JOIN users u ON u.id = m.user_id
    LEFT JOIN resolutions r ON a.action = 'item-resolved' AND r.organization_id = a.organization_id
      AND r.id = (a.facts->>'resolutionId')::uuid
    LEFT JOIN review_skips s ON a.action = 'item-skipped' AND s.organization_id = a.organization_id AND s.id = a.id
    LEFT JOIN members mm ON mm.organization_id = a.organization_id
      AND mm.id = coalesce(a.facts->>'toMemberId', a.facts->>'formerHolderId')::uuid
    LEFT JOIN users about ON about.id = mm.user_id
    WHERE i.organization_id = ${organizationId}::uuid AND i.record_key = ${recordKey}
      -- Words that were taken back before they left were never said.
      AND NOT (a.action = 'reply-wanted' AND EXISTS (SELECT FROM outward_calls o
        WHERE o.organization_id = a.organization_id AND o.id = a.id AND o.state = 'cancelled'))
    ORDER BY a.at DESC, a.id DESC LIMIT ${HISTORY_MAX}`)
