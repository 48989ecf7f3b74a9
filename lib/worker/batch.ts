import { appendAudit } from '@/lib/audit/store'
import { applyRecords } from '@/lib/conversations/apply-service'
import { db, transaction } from '@/lib/platform/db'
import { publish, type Topic } from '@/lib/platform/live'
import { log } from '@/lib/platform/log'
import type { OrganizationId } from '@/lib/platform/tenant'
import { type LeasedEvent, leaseWork, markApplied, markFailed } from '@/lib/webhooks/work-store'
import { backoffSeconds, describeError, type Group, groupByRecord, MAX_ATTEMPTS } from './domain'

const BATCH_EVENTS = 200
/** Records folded in one transaction: about ten statements whatever the number. */
const CHUNK_RECORDS = 50

/** Applies one batch of due events. @returns how many were leased; fewer than asked for means the queue is empty. */
export async function applyBatch(): Promise<number> {
  const leased = await leaseWork(db(), BATCH_EVENTS)
  const groups = groupByRecord(leased)
  for (const organizationId of new Set(leased.map((event) => event.organizationId))) {
    const own = groups.filter((group) => group.organizationId === organizationId)
    for (let i = 0; i < own.length; i += CHUNK_RECORDS)
      await applyChunk(organizationId, own.slice(i, i + CHUNK_RECORDS))
  }
  return leased.length
}

async function applyChunk(organizationId: OrganizationId, groups: Group<LeasedEvent>[]) {
  try {
    await applyGroups(organizationId, groups)
  } catch (error) {
    if (groups.length === 1) return fail(organizationId, groups[0]!.events, error)
    // One poisoned record must not hold up its neighbours: each on its own.
    for (const group of groups) await applyChunk(organizationId, [group])
  }
}

async function applyGroups(organizationId: OrganizationId, groups: Group<LeasedEvent>[]) {
  const eventIds = groups.flatMap(({ events }) => events.map(({ eventId }) => eventId))
  const keys = groups.flatMap(({ recordKey }) => recordKey ?? [])
  const changed = keys.length > 0 ? await applyRecords(organizationId, keys, eventIds) : []
  if (keys.length === 0) await markApplied(organizationId, db(), eventIds)
  const conversations: Topic[] = changed.map((key) => `conversation:${key}` as const)
  publish(
    organizationId,
    'deliveries',
    ...(changed.length > 0 ? (['conversations', 'review-items'] as const) : []),
    ...conversations,
  )
}

async function fail(organizationId: OrganizationId, events: LeasedEvent[], error: unknown) {
  const reason = describeError(error)
  log().error({ events: events.map(({ eventId }) => eventId), reason }, 'events could not be applied')
  await transaction(async (tx) => {
    for (const { eventId, attempts } of events) {
      const dead = attempts >= MAX_ATTEMPTS
      await markFailed(organizationId, tx, [eventId], {
        error: reason,
        dead,
        retryInSeconds: backoffSeconds(attempts, Math.random()),
      })
      if (dead)
        await appendAudit(organizationId, tx, {
          memberId: null,
          action: 'event-dead',
          subjectType: 'event',
          subjectId: eventId,
        })
    }
  })
  publish(organizationId, 'deliveries')
}
