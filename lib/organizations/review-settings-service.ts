import { isDeepStrictEqual } from 'node:util'
import { appendAudit } from '@/lib/audit/store'
import type { SignedInMember } from '@/lib/members/domain'
import { db, type Tx, transaction } from '@/lib/platform/db'
import { publish } from '@/lib/platform/live'
import type { OrganizationId } from '@/lib/platform/tenant'
import { storableText } from '@/lib/popp/envelope'
import { type DueRules, toDueRules } from './due-rules'
import {
  defaultReviewSettings,
  type ReviewSettings,
  type ReviewSettingsAnswer,
  type SaveReviewSettingsRequest,
} from './review-settings'
import { findSettings, listKnownCampaigns, type SettingsRow, writeSettings } from './review-settings-store'

/** The settings of the member's organization, or the defaults, with the campaigns that a target can be given to. */
export async function getReviewSettings({ organizationId }: SignedInMember): Promise<ReviewSettingsAnswer> {
  const [row, knownCampaigns] = await Promise.all([
    findSettings(organizationId, db()),
    listKnownCampaigns(organizationId),
  ])
  return { version: row.version ?? 0, ...settingsOf(row), knownCampaigns }
}

type Saved =
  | { ok: true; settings: ReviewSettingsAnswer }
  | { ok: false; reason: 'stale-version'; settings: ReviewSettingsAnswer }

/**
 * Replaces the settings of `version`; `stale-version` when somebody else saved meanwhile. Holds for what is held, opened or
 * returned from then on: due times that stand are left as they are. What changes nothing is not written.
 */
export async function saveReviewSettings(member: SignedInMember, request: SaveReviewSettingsRequest): Promise<Saved> {
  const { organizationId, memberId } = member
  const wanted = storable(request)
  const outcome = await transaction(async (tx) => {
    const before = await findSettings(organizationId, tx)
    const changed = changedParts(settingsOf(before), wanted)
    if ((before.version ?? 0) !== wanted.version) return 'stale-version'
    if (changed.length === 0) return 'nothing-changed'
    const version = await writeSettings(organizationId, tx, wanted)
    if (version === null) return 'stale-version'
    await appendAudit(organizationId, tx, {
      memberId,
      action: 'review-settings-changed',
      subjectType: 'organization',
      subjectId: organizationId,
      facts: { version, changed },
    })
    return 'saved'
  })
  if (outcome === 'saved') publish(organizationId, 'settings')
  const settings = await getReviewSettings(member)
  return outcome === 'stale-version' ? { ok: false, reason: outcome, settings } : { ok: true, settings }
}

/** What decides when an organization's items are due: as it is now, in one cheap query, cached nowhere. */
export const dueRules = async (organizationId: OrganizationId, tx: Tx): Promise<DueRules> =>
  toDueRules(settingsOf(await findSettings(organizationId, tx)))

/** How long a member may hold an item at a stretch. */
export const maxHoldMinutes = async (organizationId: OrganizationId): Promise<number> =>
  settingsOf(await findSettings(organizationId, db())).maxHoldMinutes

/** Once there is a row, its nulls mean something: no target, round the clock. */
function settingsOf({ version, ...row }: SettingsRow): ReviewSettings {
  const { timeZone, campaignTargets } = row
  if (version === null) return { ...defaultReviewSettings, timeZone, campaignTargets }
  return { ...row, maxHoldMinutes: row.maxHoldMinutes!, holidays: row.holidays ?? [] }
}

const NAME_MAX = 500

/** What PostgreSQL's texts can hold, in an order that does not depend on how it was typed. */
const storable = (request: SaveReviewSettingsRequest): SaveReviewSettingsRequest => ({
  ...request,
  campaignTargets: request.campaignTargets
    .map((row) => ({ ...row, campaign: storableText(row.campaign, NAME_MAX) }))
    .sort((a, b) => (a.campaign < b.campaign ? -1 : 1)),
  holidays: request.holidays
    .map(({ date, name }) => ({ date, name: storableText(name, NAME_MAX) }))
    .sort((a, b) => (a.date < b.date ? -1 : 1)),
})

/** Names of the parts only: the trail holds no words that an admin typed. */
function changedParts(before: ReviewSettings, after: ReviewSettings): string[] {
  const parts = Object.keys(before) as (keyof ReviewSettings)[]
  // In one order: jsonb keeps its own, and the database's collation sorts campaigns differently from `<`.
  const plain = (settings: ReviewSettings, part: keyof ReviewSettings) =>
    part === 'campaignTargets'
      ? new Map(settings[part].map((row) => [row.campaign, row.dueTargetMinutes]))
      : settings[part]
  return parts.filter((part) => !isDeepStrictEqual(plain(before, part), plain(after, part)))
}
