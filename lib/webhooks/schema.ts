import { z } from 'zod'
import { pageOf } from '@/lib/platform/http/page'

/** Causes for which a request is refused. Codes, stable: they are stored and shown. */
export const rejectionCauses = [
  'missing-signature',
  'malformed-signature',
  'wrong-signature',
  'unsupported-type',
  'too-large',
  'not-json',
  'no-envelope',
] as const
export type RejectionCause = (typeof rejectionCauses)[number]

/** What became of an event. `quarantined`: authentic, but its body names another organization. */
export const workStates = ['pending', 'applied', 'dead', 'quarantined'] as const
export type WorkState = (typeof workStates)[number]

/** How an event came: by a delivery, or read from Popp's API because a delivery never came or for its details. */
export const eventSources = ['webhook', 'recovered', 'details'] as const
export type EventSource = (typeof eventSources)[number]

/** One line of the deliveries screen: an event with its copies, or a rejected request. */
export const deliveryRow = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('event'),
    id: z.string(),
    receivedAt: z.iso.datetime(),
    type: z.string(),
    recordKey: z.string().nullable(),
    state: z.enum(workStates),
    attempts: z.number().int(),
    appliedAt: z.iso.datetime().nullable(),
    error: z.string().nullable(),
    /** Requests that carried it, the first included; 0 when a crash lost the log of them. */
    copies: z.number().int(),
    /** Of the first copy, measured by the server; null when a crash lost it. */
    acknowledgedMs: z.number().nullable(),
    signed: z.boolean(),
    source: z.enum(eventSources),
    size: z.number().int(),
  }),
  z.object({
    kind: z.literal('rejected'),
    id: z.string(),
    receivedAt: z.iso.datetime(),
    status: z.number().int(),
    cause: z.enum(rejectionCauses),
    acknowledgedMs: z.number(),
    size: z.number().int(),
  }),
])
export type DeliveryRow = z.infer<typeof deliveryRow>

export const deliveryTabs = ['received', 'rejected'] as const

export const deliveryPage = pageOf(deliveryRow)
export type DeliveryPage = z.infer<typeof deliveryPage>

/** How many were received that match. `more`: there are others, not counted. */
export const deliveryCount = z.object({ count: z.number().int(), more: z.boolean() })
export type DeliveryCount = z.infer<typeof deliveryCount>

/** What the filter offers. */
export const deliveryFacets = z.object({
  types: z.array(z.string()),
  endpoints: z.array(z.object({ id: z.string(), name: z.string(), retired: z.boolean() })),
})
export type DeliveryFacets = z.infer<typeof deliveryFacets>

export const deliveryDetail = z.object({
  row: deliveryRow,
  endpointName: z.string(),
  /** Every request that carried the event. */
  copies: z.array(
    z.object({
      id: z.string(),
      receivedAt: z.iso.datetime(),
      answer: z.enum(['stored', 'duplicate', 'rejected']),
      status: z.number().int(),
      acknowledgedMs: z.number(),
    }),
  ),
})
export type DeliveryDetail = z.infer<typeof deliveryDetail>

/** Asked for by itself: a body holds words about a person, and opening a delivery does not show them. */
export const deliveryBody = z.object({
  /** As text, invalid UTF-8 replaced; null when there was none or it was not kept. */
  body: z.string().nullable(),
  /** Only its beginning is in `body`. */
  bodyCut: z.boolean(),
})
export type DeliveryBody = z.infer<typeof deliveryBody>
