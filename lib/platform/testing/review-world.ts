import type { SignedInMember } from '@/lib/members/domain'
import { deactivateMember } from '@/lib/members/membership-service'
import type { Role } from '@/lib/members/schema'
import { claimItem, claimNext, extendClaim, holdClaim, releaseClaim } from '@/lib/reviews/claim-service'
import { reopenItem, resolveItem } from '@/lib/reviews/decision-service'
import { handOverItem, skipItem, snoozeItem, wakeItem } from '@/lib/reviews/turn-service'
import { undoAction } from '@/lib/reviews/undo-service'
import { db } from '../db'
import { newId } from '../ids'
import { releaseAllOf } from './commands'
import { createDesk, type Desk } from './desk'
import type { Call, CallAnswer, Model, ModelItem } from './review-model'

const HOUR_MS = 3_600_000

/** A desk, its members, and the items of one sequence, as the database has them. */
export interface World {
  desk: Desk
  members: SignedInMember[]
  ids: string[]
  recordKeys: string[]
}

export async function createCast(members: number): Promise<Pick<World, 'desk' | 'members'>> {
  const desk = await createDesk()
  // Without a target nothing is ever due: due times have tests of their own.
  const settings = { maxHoldMinutes: 240, dueTargetMinutes: null, organizationId: desk.organizationId }
  await db().reviewSettings.create({ data: settings })
  return { desk, members: await Promise.all(Array.from({ length: members }, () => desk.member())) }
}

/** New items for the same cast, everybody a recruiter and signed in again, and nothing else open. */
export async function createWorld(cast: Pick<World, 'desk' | 'members'>, items: number): Promise<World> {
  const { organizationId } = cast.desk
  await db().$executeRaw`
    UPDATE review_items SET state = 'resolved', resolved_at = now(), resolution_id = id, holder_id = NULL, held_since = NULL,
      lease_until = NULL, snoozed_until = NULL
    WHERE organization_id = ${organizationId}::uuid AND state = 'open'`
  await db().member.updateMany({ where: { organizationId }, data: { role: 'recruiter', deactivatedAt: null } })
  await db().session.updateMany({ where: { organizationId }, data: { revokedAt: null } })
  const openedAt = (n: number) => ({ openedAt: new Date(n * HOUR_MS), flaggedAt: new Date(0) })
  const made = []
  for (let n = 0; n < items; n++) made.push(await cast.desk.reviewItem(openedAt(n), { aiOutcome: 'passed' }))
  return { ...cast, ids: made.map(({ id }) => id), recordKeys: made.map(({ recordKey }) => recordKey) }
}

export const modelOf = ({ ids, members }: World): Model => ({
  items: ids.map((id, n) => ({
    ...{ id, openedAt: n * HOUR_MS, state: 'open', version: 0, holder: null, isLeased: false, snooze: 'none' },
    ...{ preferred: null, skipCount: 0, resolution: null, standing: [], skips: [] },
  })),
  members: members.map(() => ({ isActive: true, role: 'recruiter' })),
  actions: [],
})

export type Sent = Exclude<Call, { kind: 'sweep' | 'release-one' }>

/** Does what the call says; the answer in the model's words. */
export async function send(world: World, call: Sent): Promise<CallAnswer> {
  const member = world.members[call.by]!
  if (call.kind === 'deactivate') return silent(deactivateMember(member, null))
  if (call.kind === 'release-all') return silent(releaseAllOf(member.organizationId, member.memberId))
  const result = await ask(world, member, call)
  return {
    outcome: result.ok ? 'ok' : result.reason,
    actionId: result.ok ? result.actionId : null,
    item: result.item ? world.ids.indexOf(result.item.id) : null,
    version: result.item?.version ?? null,
  }
}

async function silent(work: Promise<unknown>): Promise<CallAnswer> {
  await work
  return { outcome: 'ok', actionId: null, item: null, version: null }
}

type Asked = Exclude<Sent, { kind: 'deactivate' | 'release-all' }>

function ask(world: World, member: SignedInMember, call: Asked) {
  if (call.kind === 'claim-next') return claimNext(member)
  if (call.kind === 'undo') return undoAction(member, call.actionId)
  const id = world.ids[call.item]!
  if (call.kind === 'claim') return claimItem(member, id)
  const { version } = call
  if (call.kind === 'extend') return extendClaim(member, id, version)
  if (call.kind === 'hold') return holdClaim(member, id, { version, minutes: 30 })
  if (call.kind === 'release') return releaseClaim(member, id, version)
  if (call.kind === 'wake') return wakeItem(member, id, version)
  if (call.kind === 'skip') return skipItem(member, id, { version, reason: '' })
  if (call.kind === 'snooze') return snoozeItem(member, id, { version, until: new Date(Date.now() + HOUR_MS) })
  if (call.kind === 'hand-over') return handOverItem(member, id, { version, to: targetOf(world, call.to), note: '' })
  if (call.kind === 'reopen') return reopenItem(member, id, { version, reason: call.reason })
  const decision = { outcome: 'do-not-proceed', reason: call.reason, idempotencyKey: newId() } as const
  return resolveItem(member, id, { version, ...decision })
}

const targetOf = ({ members }: World, to: number | Role) =>
  typeof to === 'number' ? { memberId: members[to]!.memberId } : { role: to }

/** What a row and the model both say of an item. */
type Seen = Pick<
  ModelItem,
  'id' | 'state' | 'version' | 'holder' | 'isLeased' | 'snooze' | 'preferred' | 'skipCount'
> & {
  resolutionId: string | null
}

export const seenInModel = ({ items }: Model): Seen[] =>
  items.map(({ openedAt: _, skips: __, standing: ___, resolution, ...item }) => ({
    ...item,
    resolutionId: resolution?.id ?? null,
  }))

type Row = Omit<Seen, 'holder' | 'preferred'> & { holder: string | null; preferred: string | null; role: Role | null }

export async function seenInDatabase({ ids, members, desk }: World): Promise<Seen[]> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT id, state::text AS state, version, holder_id AS holder, coalesce(lease_until > clock_timestamp(), false) AS "isLeased",
      CASE WHEN snoozed_until IS NULL THEN 'none' WHEN snoozed_until > clock_timestamp() THEN 'ahead' ELSE 'over' END AS snooze,
      preferred_member_id AS preferred, preferred_role::text AS role, skip_count AS "skipCount", resolution_id AS "resolutionId"
    FROM review_items WHERE organization_id = ${desk.organizationId}::uuid AND id = ANY(${ids}::uuid[])`
  const numberOf = (id: string | null) => (id === null ? null : members.findIndex(({ memberId }) => memberId === id))
  return ids.map((id) => {
    const { role, holder, preferred, ...row } = rows.find((each) => each.id === id)!
    return { ...row, holder: numberOf(holder), preferred: role ?? numberOf(preferred) }
  })
}
