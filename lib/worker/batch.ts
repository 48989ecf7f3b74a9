import { appendAudit } from '@/lib/audit/store'
import { applyRecords } from '@/lib/conversations/apply-service'
import { raiseIssue } from '@/lib/issues/raise-store'
import { isDatabaseAway } from '@/lib/platform/database-away'
import { db, type Tx, transaction } from '@/lib/platform/db'
import { timeOfId } from '@/lib/platform/ids'
import { publish, type Topic } from '@/lib/platform/live'
import { log } from '@/lib/platform/log'
import { metrics } from '@/lib/platform/metrics'
import type { OrganizationId } from '@/lib/platform/tenant'
import { traced, tracer } from '@/lib/platform/trace'
import { markHeard } from '@/lib/webhooks/heard-store'
import { giveBack, type LeasedEvent, leaseWork, markApplied, markFailed } from '@/lib/webhooks/work-store'
import { backoffSeconds, type Group, groupByRecord, inChunks, MAX_ATTEMPTS } from './domain'
import { describeError, isConflict, isTooSlow } from './failure'

const BATCH_EVENTS = 200
/** Records folded in one transaction: about ten statements whatever the number. */
const CHUNK_RECORDS = 50
const CONFLICT_TRIES = 3

/**
 * Applies one batch of due events. Rejects when the database is away; what was not applied is then due again and the
 * attempt does not count, because it says nothing about the events.
 * @returns how many were leased; fewer than asked for means the queue is empty
 */
export async function applyBatch(): Promise<number> {
  const leased = await leaseWork(db(), BATCH_EVENTS)
  if (leased.length === 0) return 0
  metrics().applyBatch.observe(leased.length)
  await traced('apply batch', { 'batch.events': leased.length }, () => applyLeased(leased))
  return leased.length
}

async function applyLeased(leased: LeasedEvent[]) {
  const groups = groupByRecord(leased)
  for (const organizationId of new Set(leased.map((event) => event.organizationId))) {
    const own = groups.filter((group) => group.organizationId === organizationId)
    for (const chunk of inChunks(own, CHUNK_RECORDS)) await applyOrGiveBack(organizationId, chunk, own)
    await markHeard(organizationId, db(), eventIdsOf(own))
  }
}

async function applyOrGiveBack(organizationId: OrganizationId, chunk: Group<LeasedEvent>[], all: Group<LeasedEvent>[]) {
  try {
    await applyChunk(organizationId, chunk)
  } catch (error) {
    // Without the database this fails too; then the lease ends by itself.
    await giveBack(organizationId, db(), eventIdsOf(all)).catch(() => {})
    throw error
  }
}

const eventIdsOf = (groups: Group<LeasedEvent>[]) =>
  groups.flatMap(({ events }) => events.map(({ eventId }) => eventId))

async function applyChunk(organizationId: OrganizationId, groups: Group<LeasedEvent>[], tries = 1): Promise<void> {
  const spent = groups.flatMap(({ events }) => events.filter(({ attempts }) => attempts > MAX_ATTEMPTS))
  if (spent.length > 0) return fail(organizationId, spent, new Error('no attempt was ever finished'))
  try {
    await applyGroups(organizationId, groups)
  } catch (error) {
    if (isDatabaseAway(error) && !isTooSlow(error)) throw error
    if (isConflict(error) && tries < CONFLICT_TRIES) return applyChunk(organizationId, groups, tries + 1)
    if (groups.length === 1) return fail(organizationId, groups[0]!.events, error)
    // One poisoned record must not hold up its neighbours: each on its own.
    for (const group of groups) await applyChunk(organizationId, [group])
  }
}

async function applyGroups(organizationId: OrganizationId, groups: Group<LeasedEvent>[]) {
  const began = performance.now()
  const eventIds = eventIdsOf(groups)
  const keys = groups.flatMap(({ recordKey }) => recordKey ?? [])
  const changed = keys.length > 0 ? await applyRecords(organizationId, keys, eventIds) : []
  if (keys.length === 0) await markApplied(organizationId, db(), eventIds)
  measure(eventIds, began)
  const conversations: Topic[] = changed.map((key) => `conversation:${key}` as const)
  publish(
    organizationId,
    'deliveries',
    ...(changed.length > 0 ? (['conversations', 'review-items'] as const) : []),
    ...conversations,
  )
}

function measure(applied: string[], began: number) {
  const { applyLatency } = metrics()
  const now = Date.now()
  for (const id of applied) {
    applyLatency.observe(Math.max(0, now - timeOfId(id)) / 1000)
    tracer()?.applied(id, began)
  }
}

async function fail(organizationId: OrganizationId, events: LeasedEvent[], error: unknown) {
  const reason = describeError(error)
  const dead = events.filter(({ attempts }) => attempts >= MAX_ATTEMPTS)
  log().error({ events: events.map(({ eventId }) => eventId), reason }, 'events could not be applied')
  await transaction(async (tx) => {
    for (const { eventId, attempts } of events)
      await markFailed(organizationId, tx, [eventId], {
        error: reason,
        dead: attempts >= MAX_ATTEMPTS,
        retryInSeconds: backoffSeconds(attempts, Math.random()),
      })
    await tellOfDead(organizationId, tx, dead, reason)
  })
  metrics().failures.inc({ outcome: 'dead' }, dead.length)
  metrics().failures.inc({ outcome: 'again' }, events.length - dead.length)
  publish(organizationId, 'deliveries', ...(dead.length > 0 ? (['issues'] as const) : []))
}

async function tellOfDead(organizationId: OrganizationId, tx: Tx, dead: LeasedEvent[], reason: string) {
  for (const { eventId } of dead)
    await appendAudit(organizationId, tx, {
      memberId: null,
      action: 'event-dead',
      subjectType: 'event',
      subjectId: eventId,
    })
  const [first] = dead
  if (!first) return
  const facts = { eventId: first.eventId }
  await raiseIssue(organizationId, tx, { kind: 'handler', cause: reason, count: dead.length, facts })
}
