import { appendAudit } from '@/lib/audit/store'
import { applyRecords, type Waiting } from '@/lib/conversations/apply-service'
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
/** So often a batch tries parts of a poisoned record: enough to find one event among 200. What is left is due again. */
const APART_TRIES = 20

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
  const organizationIds = new Set(leased.map((event) => event.organizationId))
  const groupsOf = (id: OrganizationId) => groups.filter(({ organizationId }) => organizationId === id)
  try {
    for (const organizationId of organizationIds) {
      const own = groupsOf(organizationId)
      for (const chunk of inChunks(own, CHUNK_RECORDS)) await applyChunk(organizationId, chunk)
      await markHeard(organizationId, db(), eventIdsOf(own))
    }
  } catch (error) {
    // Without the database this fails too; then the lease ends by itself.
    for (const organizationId of organizationIds)
      await giveBack(organizationId, db(), eventIdsOf(groupsOf(organizationId))).catch(() => {})
    throw error
  }
}

const eventIdsOf = (groups: Group<LeasedEvent>[]) =>
  groups.flatMap(({ events }) => events.map(({ eventId }) => eventId))

async function applyChunk(organizationId: OrganizationId, groups: Group<LeasedEvent>[]): Promise<void> {
  const spent = groups.flatMap(({ events }) => events.filter(({ attempts }) => attempts > MAX_ATTEMPTS))
  if (spent.length > 0) {
    await fail(organizationId, spent, new Error('no attempt was ever finished'))
    return giveBack(organizationId, db(), eventIdsOf(groups))
  }
  const failure = await tryGroups(organizationId, groups)
  if (!failure) return
  // One poisoned record must not hold up its neighbours: each on its own.
  if (groups.length > 1) for (const group of groups) await applyChunk(organizationId, [group])
  else if (isTooSlow(failure.error) || isConflict(failure.error))
    await fail(organizationId, groups[0]!.events, failure.error)
  else await applyApart(organizationId, groups[0]!)
}

/**
 * One poisoned event must not hold up the others of its record, whether leased with it or come while it waits: they are
 * applied by halves, each beside nothing but what is applied already, until those are left that fail on their own. A
 * failed attempt counts for these only.
 */
async function applyApart(organizationId: OrganizationId, { recordKey, events }: Group<LeasedEvent>) {
  // Those that failed before come last: the others pass in fewer parts.
  let parts = [[...events].sort((a, b) => a.attempts - b.attempts)]
  for (let tries = 0; parts.length > 0 && tries < APART_TRIES; tries++) {
    const [part, ...rest] = parts as [LeasedEvent[], ...LeasedEvent[][]]
    const failure = await tryGroups(organizationId, [{ organizationId, recordKey, events: part }], 'own')
    const apart = failure !== null && part.length > 1 && !isTooSlow(failure.error)
    if (failure && !apart) await fail(organizationId, part, failure.error)
    const half = Math.ceil(part.length / 2)
    parts = apart ? [part.slice(0, half), part.slice(half), ...rest] : rest
  }
  const untried = parts.flat().map(({ eventId }) => eventId)
  if (untried.length > 0) await giveBack(organizationId, db(), untried)
}

/** @returns why they could not be applied; null = they were. Rejects when the database is away. */
async function tryGroups(organizationId: OrganizationId, groups: Group<LeasedEvent>[], waiting: Waiting = 'all') {
  for (let tries = 1; ; tries++) {
    try {
      await applyGroups(organizationId, groups, waiting)
      return null
    } catch (error) {
      if (isDatabaseAway(error) && !isTooSlow(error)) throw error
      if (!isConflict(error) || tries >= CONFLICT_TRIES) return { error }
    }
  }
}

async function applyGroups(organizationId: OrganizationId, groups: Group<LeasedEvent>[], waiting: Waiting) {
  const began = performance.now()
  const eventIds = eventIdsOf(groups)
  const keys = groups.flatMap(({ recordKey }) => recordKey ?? [])
  const changed = keys.length > 0 ? await applyRecords(organizationId, keys, eventIds, waiting) : []
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
