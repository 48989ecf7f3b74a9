import { db } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import { normalise } from '@/lib/popp/normalise'
import { readRecordEvents } from '@/lib/webhooks/work-store'
import { projectConversation } from './domain'
import { type EffectPart, effectOf } from './domain-effect'
import { findReviewEffect, type ReviewEffect } from './effect-store'

/** A record with more events is not folded twice to explain one of them. */
const EVENTS_MAX = 200
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

export interface EventEffect {
  /** Without it there would be no conversation. */
  made: boolean
  /** Empty = the conversation already said so. */
  parts: EffectPart[]
  review: ReviewEffect | null
}

/** What an event changes. Null = it belongs to no conversation, was not applied, or its record has too many events. */
export async function eventEffect(
  organizationId: OrganizationId,
  event: { id: string; recordKey: string | null },
): Promise<EventEffect | null> {
  if (event.recordKey === null) return null
  const rows = await readRecordEvents(organizationId, db(), [event.recordKey], FIRST_ID, EVENTS_MAX)
  if (rows.length === EVENTS_MAX || !rows.some(({ id }) => id === event.id)) return null
  const events = rows.map(({ id, dedupeKey, receivedAt, body }) => ({
    ...{ key: id, identity: dedupeKey, receivedAt, event: normalise(body, receivedAt) },
  }))
  const withIt = projectConversation(events)
  if (!withIt.isConversation) return null
  const others = events.filter(({ key }) => key !== event.id)
  const without = others.length > 0 ? projectConversation(others) : null
  return {
    made: !without?.isConversation,
    parts: effectOf(withIt, without),
    review: await findReviewEffect(organizationId, event.recordKey, event.id),
  }
}
