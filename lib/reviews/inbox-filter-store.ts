import type { SignedInMember } from '@/lib/members/domain'
import { storableText } from '@/lib/popp/envelope'
import { Prisma } from '@/prisma/generated/client'
import { DUE_SOON_MINUTES, type InboxFilter, type InboxView, NO_REASON_GIVEN } from './filter'
import type { InboxTab } from './schema'

const { sql, empty } = Prisma

/** Who asks: `me`, `mine` and "my role" are hers. */
export type Reader = Pick<SignedInMember, 'organizationId' | 'memberId' | 'role'>

export const isHeld = sql`(i.holder_id IS NOT NULL AND i.lease_until > statement_timestamp())`
export const isAsleep = sql`(i.snoozed_until IS NOT NULL AND i.snoozed_until > statement_timestamp())`
export const isOverdue = sql`(i.due_at IS NOT NULL AND i.due_at <= statement_timestamp())`

const tabConditions: Record<InboxTab, (memberId: string) => Prisma.Sql> = {
  open: () => sql`i.state = 'open' AND NOT ${isAsleep}`,
  mine: (memberId) => sql`i.state = 'open' AND i.holder_id = ${memberId}::uuid AND ${isHeld}`,
  snoozed: () => sql`i.state = 'open' AND ${isAsleep}`,
  resolved: () => sql`i.state = 'resolved'`,
}

/** `FROM … WHERE …` of what a view shows to a member; review items are `i`, their conversations `c` where they are needed. */
export function viewRows(reader: Reader, { tab, filter }: InboxView, more: Prisma.Sql[] = [], joined = false) {
  const conditions = [
    sql`i.organization_id = ${reader.organizationId}::uuid`,
    tabConditions[tab](reader.memberId),
    ...filterConditions(reader, filter),
    ...more,
  ]
  return sql`FROM review_items i ${joined || needsConversation(filter) ? conversations : empty}
    WHERE ${Prisma.join(conditions, ' AND ')}`
}

/**
 * One look-up per item: as a plain join, PostgreSQL reads all conversations that ever were instead (e2e/bench/explain.ts: a
 * campaign among 3,000 open items 68 ms, this way 25 ms).
 */
export const conversations = sql`JOIN LATERAL (
    SELECT c.external_campaign_id, c.campaign_id, c.score FROM conversations c
    WHERE c.organization_id = i.organization_id AND c.record_key = i.record_key LIMIT 1) c ON true`

const needsConversation = ({ campaign, scoreMin, scoreMax, notScored }: InboxFilter) =>
  campaign !== undefined || scoreMin !== undefined || scoreMax !== undefined || notScored !== undefined

export const campaignName = sql`coalesce(c.external_campaign_id, c.campaign_id)`

/** Texts are put as stored ones are: PostgreSQL takes no NUL, not even in a search. */
const storable = (text: string) => storableText(text, 2_000)

type Conditions = {
  [Name in keyof InboxFilter]-?: (value: NonNullable<InboxFilter[Name]>, reader: Reader) => Prisma.Sql
}

const conditionsOf: Omit<Conditions, 'sort'> = {
  campaign: (names) => sql`${campaignName} = ANY(${names.map(storable)}::text[])`,
  reason: (text) =>
    text === NO_REASON_GIVEN ? sql`i.flag_reason IS NULL` : sql`i.flag_reason ILIKE ${containing(storable(text))}`,
  holder: (who, { memberId }) => {
    if (who === 'nobody') return sql`NOT ${isHeld}`
    return who === 'anyone' ? isHeld : sql`(${isHeld} AND i.holder_id = ${who === 'me' ? memberId : who}::uuid)`
  },
  due: (when) => {
    if (when === 'none') return sql`i.due_at IS NULL`
    // The clock stopped with the resolution.
    const clock = sql`coalesce(i.resolved_at, statement_timestamp())`
    if (when === 'overdue') return sql`i.due_at <= ${clock}`
    return sql`(i.due_at > ${clock} AND i.due_at <= ${clock} + make_interval(mins => ${DUE_SOON_MINUTES}::int))`
  },
  returned: () => sql`i.returned`,
  olderThanHours: (hours) => sql`i.opened_at <= statement_timestamp() - make_interval(hours => ${hours}::int)`,
  scoreMin: (score) => sql`c.score >= ${score}::float8`,
  scoreMax: (score) => sql`c.score <= ${score}::float8`,
  notScored: () => sql`c.score IS NULL`,
  // Not EXISTS, for the same reason.
  failed: (question) => sql`(SELECT true FROM screening_outcomes o WHERE o.organization_id = i.organization_id
    AND o.record_key = i.record_key AND o.verdict = 'failed' AND o.question = ${storable(question)} LIMIT 1)`,
  forMe: (_, { memberId, role }) =>
    sql`(i.preferred_member_id = ${memberId}::uuid OR i.preferred_role = ${role}::role)`,
}

/** Wildcards in the text stand for themselves. */
const containing = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`

function filterConditions(reader: Reader, filter: InboxFilter): Prisma.Sql[] {
  const names = Object.keys(conditionsOf) as (keyof typeof conditionsOf)[]
  return names.flatMap((name) => {
    const value = filter[name]
    if (value === undefined) return []
    const condition = conditionsOf[name] as (value: unknown, reader: Reader) => Prisma.Sql
    return [condition(value, reader)]
  })
}
