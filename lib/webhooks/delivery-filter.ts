import { z } from 'zod'
import { moment } from '@/lib/platform/moment'
import { deliveryTabs, eventSources, rejectionCauses, workStates } from './schema'

/** Time ranges that end now, with their length in hours. */
export const timeSpans = { '1h': 1, '24h': 24, '7d': 168, '30d': 720 } as const
export type TimeSpan = keyof typeof timeSpans

const TYPES_MAX = 20
const flag = z.literal('1', { error: 'Say 1, or leave it out.' }).transform(() => true as const)
const time = moment({ offset: true, error: 'Say a time like 2026-11-26T09:00:00Z.' })

/**
 * Which deliveries: everything that is set must hold. It stands in addresses and in the runs of a replay, so nothing in it
 * is about a person; a payload field is searched beside it (`FieldSearch`).
 */
export const deliveryFilter = z.object({
  tab: z.enum(deliveryTabs).default('received'),
  /** Record id, event id, or the beginning of an event type. */
  q: z.string().trim().max(200).optional(),
  /** Any of these, exactly. */
  type: z
    .union([z.string(), z.array(z.string())])
    .transform((given) => [...new Set([given].flat())].sort())
    .pipe(z.array(z.string().min(1).max(200)).min(1).max(TYPES_MAX))
    .optional(),
  state: z.enum(workStates).optional(),
  source: z.enum(eventSources).optional(),
  /** Sent more than once. */
  copies: flag.optional(),
  /** Accepted without a signature. */
  unsigned: flag.optional(),
  /** Contained in the reason for which it could not be applied last, in any case. */
  error: z.string().trim().min(1).max(200).optional(),
  endpoint: z.uuid().toLowerCase().optional(),
  /** Received so long ago at most. */
  within: z.enum(Object.keys(timeSpans) as [TimeSpan, ...TimeSpan[]]).optional(),
  from: time.optional(),
  to: time.optional(),
  /** Of a rejected request. */
  cause: z.enum(rejectionCauses).optional(),
  status: z.coerce.number({ error: 'A status is a number.' }).int().min(100).max(599).optional(),
})
export type DeliveryFilter = z.infer<typeof deliveryFilter>

/** Events: what was rejected is none. */
export const receivedFilter = deliveryFilter.refine(({ tab }) => tab === 'received', {
  path: ['tab'],
  error: 'Only what was received has events.',
})

export const deliveryQuery = deliveryFilter.extend({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
export type DeliveryQuery = z.infer<typeof deliveryQuery>

/** The filter as query parameters. */
export function filterParams(filter: DeliveryFilter): URLSearchParams {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(filter))
    for (const one of [value ?? []].flat()) params.append(name, one === true ? '1' : String(one))
  return params
}
