import { db } from '@/lib/platform/db'
import { lowestId } from '@/lib/platform/ids'
import type { OrganizationId } from '@/lib/platform/tenant'
import { Prisma } from '@/prisma/generated/client'

export interface Span {
  from: Date
  to: Date
  stepSeconds: number
}

interface DeliveryBucket {
  step: number
  stored: number
  duplicate: number
  rejected: number
  p50: number | null
  p99: number | null
}

interface ApplyBucket {
  step: number
  retries: number
  p50: number | null
  p99: number | null
}

/** When an id was made, in seconds: its first 48 bits. PostgreSQL has a function for it only from version 17 on. */
const secondsOf = (id: Prisma.Sql) =>
  Prisma.sql`(('x' || translate(left(${id}::text, 13), '-', ''))::bit(48)::bigint::float8 / 1000)`

/** Ids are made of time: a stretch of time is a range of the primary key, and no index on times is needed. */
const between = (organizationId: OrganizationId, id: Prisma.Sql, { from, to }: Span) => Prisma.sql`
  organization_id = ${organizationId}::uuid AND ${id} >= ${lowestId(from.getTime())}::uuid
    AND ${id} < ${lowestId(to.getTime())}::uuid`

/** Which step an id falls into, by comparing ids: working out its time for each row costs several times as much. */
function stepOf(id: Prisma.Sql, { from, to, stepSeconds }: Span) {
  const steps = Math.round((to.getTime() - from.getTime()) / 1000 / stepSeconds)
  const first = Array.from({ length: steps }, (_, step) => lowestId(from.getTime() + step * stepSeconds * 1000))
  return Prisma.sql`(width_bucket(${id}, ${first}::uuid[]) - 1)`
}

const deliveryId = Prisma.sql`id`
const eventId = Prisma.sql`event_id`

/** Requests by answer, and how fast those that were kept were acknowledged, in microseconds. */
export const deliveryBucketStatement = (organizationId: OrganizationId, span: Span) => Prisma.sql`
  SELECT ${stepOf(deliveryId, span)} AS step, count(*) FILTER (WHERE answer = 'stored')::int AS stored,
    coalesce(sum(1 + others) FILTER (WHERE answer = 'duplicate'), 0)::int AS duplicate,
    coalesce(sum(1 + others) FILTER (WHERE answer = 'rejected'), 0)::int AS rejected,
    percentile_disc(0.5) WITHIN GROUP (ORDER BY acknowledged_microseconds) FILTER (WHERE answer <> 'rejected') AS p50,
    percentile_disc(0.99) WITHIN GROUP (ORDER BY acknowledged_microseconds) FILTER (WHERE answer <> 'rejected') AS p99
  FROM deliveries WHERE ${between(organizationId, deliveryId, span)} GROUP BY 1`

/** How long events waited for their effects, in seconds, by when they came. */
export const applyBucketStatement = (organizationId: OrganizationId, span: Span) => Prisma.sql`
  SELECT step, sum(greatest(attempts - 1, 0))::int AS retries,
    percentile_disc(0.5) WITHIN GROUP (ORDER BY latency) AS p50, percentile_disc(0.99) WITHIN GROUP (ORDER BY latency) AS p99
  FROM (
    SELECT ${stepOf(eventId, span)} AS step, attempts,
      -- Without the CASE what still waits would have waited 0 seconds: greatest() leaves nulls out.
      CASE WHEN applied_at IS NOT NULL THEN greatest(0, date_part('epoch', applied_at) - ${secondsOf(eventId)}) END
        AS latency
    FROM event_work WHERE ${between(organizationId, eventId, span)}
  ) work GROUP BY step`

export const listDeliveryBuckets = (organizationId: OrganizationId, span: Span) =>
  db().$queryRaw<DeliveryBucket[]>(deliveryBucketStatement(organizationId, span))

export const listApplyBuckets = (organizationId: OrganizationId, span: Span) =>
  db().$queryRaw<ApplyBucket[]>(applyBucketStatement(organizationId, span))
