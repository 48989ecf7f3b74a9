import { isUuid, newId } from '@/lib/platform/ids'
import { metrics } from '@/lib/platform/metrics'
import type { OrganizationId } from '@/lib/platform/tenant'
import { tracer } from '@/lib/platform/trace'
import { type IngestAnswer, keptAnswer, refusalAnswer } from './answers'
import { countDeliveriesOf, deliveryBodyOf, deliveryDetailOf, deliveryPageOf } from './deliveries'
import { deliveryFacetsOf } from './delivery-facet-store'
import type { DeliveryFilter, DeliveryQuery } from './delivery-filter'
import type { DeliveryEntry } from './delivery-log-store'
import { countUnsignedEndpoints } from './endpoint-store'
import type { IngestEndpoint } from './endpoints'
import type { FieldSearch } from './field-search'
import { ingest } from './ingest'
import { type IngestRequest, judge, type Verdict } from './judge'
import {
  type DeliveryBody,
  type DeliveryDetail,
  type DeliveryFacets,
  type DeliveryPage,
  type RejectionCause,
  rejectionCauses,
} from './schema'

/**
 * Takes one delivery of Popp's. A 200 means that the event is committed; anything authentic gets one, whatever its shape,
 * order or number of copies. Anything else gets an exact refusal; without the database 503, within a second of the body's
 * end. Never rejects because of what was sent. Both adapters, our server and the route handler, only translate.
 */
export async function accept(request: IngestRequest): Promise<IngestAnswer> {
  const { endpoint, verdict } = await judge(request)
  const answer = verdict.kept ? keptAnswer(verdict.kept, verdict.eventId) : refusalAnswer(verdict.refusal, verdict)
  const acknowledgedMs = performance.now() - request.startedAt
  measure(verdict, request.startedAt, acknowledgedMs)
  const entry = endpoint && logEntry(request, endpoint, verdict, answer.status, acknowledgedMs)
  if (entry) ingest().deliveries.add(entry)
  return answer
}

/** About three microseconds, on the hottest path: no label needs more than a look-up. */
function measure(verdict: Verdict, startedAt: number, acknowledgedMs: number) {
  const { deliveries, acknowledgement } = metrics()
  const answer = verdict.kept ?? 'refused'
  const cause = verdict.kept ? '' : verdict.refusal
  deliveries.inc({ answer, cause })
  acknowledgement.observe({ answer }, acknowledgedMs / 1000)
  const eventId = verdict.kept ? verdict.eventId : null
  tracer()?.delivery({ eventId, answer, cause, startedAt, endedAt: startedAt + acknowledgedMs })
}

/** Null for what is not logged: what was no delivery, and what says more about us than about the delivery. */
function logEntry(
  request: IngestRequest,
  endpoint: IngestEndpoint,
  verdict: Verdict,
  status: number,
  acknowledgedMs: number,
): Omit<DeliveryEntry, 'others'> | null {
  const entry = {
    organizationId: endpoint.organizationId,
    id: newId(request.receivedAt.getTime()),
    endpointId: endpoint.id,
    receivedAt: request.receivedAt,
    acknowledgedMicroseconds: Math.round(acknowledgedMs * 1000),
    status,
  }
  if (verdict.kept)
    return { ...entry, answer: verdict.kept, eventId: verdict.eventId, cause: null, size: verdict.size, body: null }
  const cause = rejectionCause(verdict.refusal)
  return (
    cause && {
      ...entry,
      answer: 'rejected',
      eventId: null,
      cause,
      size: Math.min(verdict.size, MAX_SIZE),
      body: verdict.body,
    }
  )
}

/** A sender may claim any length; the column is an integer. */
const MAX_SIZE = 2 ** 31 - 1

const rejectionCause = (refusal: string): RejectionCause | null =>
  rejectionCauses.find((cause) => cause === refusal) ?? null

/** An endpoint or its secrets changed: in this process that counts at once, in others within two seconds. */
export const forgetEndpoint = (endpointId: string): void => ingest().endpoints.forget(endpointId)

/** Whoever may read deliveries: the route has asked for the permission. */
interface Reader {
  organizationId: OrganizationId
}

/** Events or rejected requests, newest first. `query.cursor` has been checked by `checkedDeliveryQuery`. */
export const listDeliveries = (
  member: Reader,
  query: DeliveryQuery,
  field: FieldSearch | null = null,
): Promise<DeliveryPage> => deliveryPageOf(member.organizationId, query, field)

/** How many events match, loaded or not. */
export const countDeliveries = (member: Reader, filter: DeliveryFilter, field: FieldSearch | null = null) =>
  countDeliveriesOf(member.organizationId, filter, field)

/** What the filter offers: the endpoints there are, and the types of the newest events. */
export const getDeliveryFacets = (member: Reader): Promise<DeliveryFacets> => deliveryFacetsOf(member.organizationId)

/** `id`: of an event or of a rejected request. Null = unknown, or another organization's. `explainDelivery` says more. */
export const getDelivery = async (member: Reader, id: string): Promise<DeliveryDetail | null> =>
  isUuid(id) ? deliveryDetailOf(member.organizationId, id) : null

/** What that request sent, or its beginning. It takes a permission of its own. */
export const getDeliveryBody = async (member: Reader, id: string): Promise<DeliveryBody | null> =>
  isUuid(id) ? deliveryBodyOf(member.organizationId, id) : null

/** Whether anybody who knows an endpoint's address can send events to the organization. */
export const acceptsUnsigned = async (member: Reader): Promise<boolean> =>
  (await countUnsignedEndpoints(member.organizationId)) > 0
