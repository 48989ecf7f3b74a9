import { db, type Tx } from '@/lib/platform/db'
import { prepared } from '@/lib/platform/prepared'
import type { OrganizationId } from '@/lib/platform/tenant'
import { Prisma } from '@/prisma/generated/client'
import type { CampaignTarget, ReviewSettings, SaveReviewSettingsRequest } from './review-settings'

const { sql } = Prisma

/** Of an organization without settings of its own, everything but the zone and the (missing) targets is null. */
export interface SettingsRow {
  version: number | null
  maxHoldMinutes: number | null
  dueTargetMinutes: number | null
  workingHours: ReviewSettings['workingHours']
  holidays: ReviewSettings['holidays'] | null
  timeZone: string
  campaignTargets: CampaignTarget[]
}

/** Everything in one look-up by three keys, 0.6 ms on busy cores: read when it is needed, so that nothing old is ever applied. */
export async function findSettings(organizationId: OrganizationId, tx: Tx): Promise<SettingsRow> {
  const rows = await tx.$queryRaw<SettingsRow[]>(sql`
    ${prepared} SELECT s.version, s.max_hold_minutes AS "maxHoldMinutes", s.due_target_minutes AS "dueTargetMinutes",
      s.working_hours AS "workingHours", s.holidays, o.time_zone AS "timeZone",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('campaign', t.campaign, 'dueTargetMinutes', t.due_target_minutes)
          ORDER BY t.campaign), '[]')
        FROM campaign_targets t WHERE t.organization_id = o.id) AS "campaignTargets"
    FROM organizations o LEFT JOIN review_settings s ON s.organization_id = o.id
    WHERE o.id = ${organizationId}::uuid`)
  return rows[0]!
}

/**
 * Writes settings over those of `version` (0 = none yet). Null = they are of another version by now. Of two saves at once
 * the second waits for the first and then sees its version.
 */
export async function writeSettings(organizationId: OrganizationId, tx: Tx, request: SaveReviewSettingsRequest) {
  const { version, maxHoldMinutes, dueTargetMinutes } = request
  const [hours, holidays] = [JSON.stringify(request.workingHours), JSON.stringify(request.holidays)]
  const rows = await tx.$queryRaw<{ version: number }[]>`
    INSERT INTO review_settings AS s
      (organization_id, max_hold_minutes, due_target_minutes, working_hours, holidays, version, changed_at)
    SELECT ${organizationId}::uuid, ${maxHoldMinutes}, ${dueTargetMinutes}::int, nullif(${hours}::jsonb, 'null'),
      ${holidays}::jsonb, 1, clock_timestamp()
    WHERE ${version}::int = 0 OR EXISTS (SELECT FROM review_settings WHERE organization_id = ${organizationId}::uuid)
    ON CONFLICT (organization_id) DO UPDATE SET max_hold_minutes = excluded.max_hold_minutes,
      due_target_minutes = excluded.due_target_minutes, working_hours = excluded.working_hours,
      holidays = excluded.holidays, version = s.version + 1, changed_at = clock_timestamp()
      WHERE s.version = ${version}::int
    RETURNING s.version`
  if (!rows[0]) return null
  await tx.organization.updateMany({ where: { id: organizationId }, data: { timeZone: request.timeZone } })
  await replaceTargets(organizationId, tx, request.campaignTargets)
  return rows[0].version
}

async function replaceTargets(organizationId: OrganizationId, tx: Tx, targets: readonly CampaignTarget[]) {
  await tx.campaignTarget.deleteMany({ where: { organizationId } })
  await tx.campaignTarget.createMany({ data: targets.map((target) => ({ organizationId, ...target })) })
}

/** So many of the newest conversations are looked at: a campaign of last year is not suggested. */
const NEWEST = 5_000
const CAMPAIGNS_MAX = 100

/** Campaigns of the newest conversations, by name. */
export async function listKnownCampaigns(organizationId: OrganizationId): Promise<string[]> {
  const rows = await db().$queryRaw<{ campaign: string }[]>`
    SELECT DISTINCT campaign FROM (
      SELECT coalesce(external_campaign_id, campaign_id) AS campaign FROM conversations
      WHERE organization_id = ${organizationId}::uuid ORDER BY last_event_at DESC, record_key DESC LIMIT ${NEWEST}
    ) newest WHERE campaign IS NOT NULL ORDER BY campaign LIMIT ${CAMPAIGNS_MAX}`
  return rows.map(({ campaign }) => campaign)
}
