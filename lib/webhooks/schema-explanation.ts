import { z } from 'zod'
import { effectParts } from '@/lib/conversations/domain-effect'
import { deliveryDetail } from './schema'

/** Which secret vouched for an event. `api`: read by us from Popp's API, so nobody had to. */
const signature = z.discriminatedUnion('by', [
  z.object({ by: z.literal('api') }),
  z.object({ by: z.literal('nobody') }),
  z.object({
    by: z.literal('secret'),
    /** Null = it is no longer known. */
    addedAt: z.iso.datetime().nullable(),
    /** By now. `older`: still active beside a newer one. */
    standing: z.enum(['current', 'older', 'retired']),
  }),
])

const effect = z.object({
  made: z.boolean(),
  parts: z.array(z.enum(effectParts)),
  review: z
    .object({ itemId: z.string(), action: z.enum(['item-opened', 'item-returned', 'item-flagged-again']) })
    .nullable(),
})

/** One delivery, explained. */
export const explainedDelivery = deliveryDetail.extend({
  endpointId: z.string().nullable(),
  /** The body's structure without its words; null = it is no JSON, or none was kept. */
  masked: z.string().nullable(),
  /** Null for a rejected request. */
  event: z
    .object({
      signature,
      /** Null = it is not tried again. */
      nextAttemptAt: z.iso.datetime().nullable(),
      /** Null = it was not applied, or is about no conversation. */
      effect: effect.nullable(),
      /** What of the body could not be used, by field; without its values. */
      warnings: z.array(z.string()),
    })
    .nullable(),
})
export type ExplainedDelivery = z.infer<typeof explainedDelivery>
export type EventExplanation = NonNullable<ExplainedDelivery['event']>
