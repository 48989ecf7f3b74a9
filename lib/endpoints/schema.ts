import { z } from 'zod'

/** So many endpoints an organization may have in use, and so many secrets an endpoint. */
export const ENDPOINTS_MAX = 20
export const SECRETS_MAX = 5
export const SECRET_MIN_CHARACTERS = 8
const RETRY_WINDOW_MAX_SECONDS = 7 * 24 * 3_600

const name = z.string().trim().min(1, 'An endpoint needs a name.').max(60, 'A name holds at most 60 characters.')
/** As Popp's portal made it; null = one is made here. Pasted with a line's end it is still the same secret. */
const signingSecret = z
  .string()
  .trim()
  .min(SECRET_MIN_CHARACTERS, `A signing secret has at least ${SECRET_MIN_CHARACTERS} characters.`)
  .max(500, 'A signing secret has at most 500 characters.')
  .nullable()
/** What cannot be done by a slip of the hand: the endpoint's name, typed. */
const confirmName = z.string().max(200)

export const newEndpointRequest = z.object({ name, signingSecret })
export type NewEndpointRequest = z.infer<typeof newEndpointRequest>

/** Only what is given changes. Accepting unsigned deliveries needs `confirmName`. */
export const changeEndpointRequest = z.object({
  name: name.optional(),
  retryWindowSeconds: z
    .number()
    .int()
    .min(0, 'A window cannot end before it begins.')
    .max(RETRY_WINDOW_MAX_SECONDS, 'A window holds at most 7 days.')
    .optional(),
  allowUnsigned: z.boolean().optional(),
  confirmName: confirmName.optional(),
})
export type ChangeEndpointRequest = z.infer<typeof changeEndpointRequest>

export const retireEndpointRequest = z.object({ confirmName })
export const newSecretRequest = z.object({ signingSecret })
/** Which secret signs the test; null = the newest one. */
export const testRequest = z.object({ secretId: z.uuid().nullable() })

const signingSecretFacts = z.object({
  id: z.string(),
  createdAt: z.iso.datetime(),
  /** The newest event that it signed, among the newest of the organization; null = none of those. */
  lastMatchedAt: z.iso.datetime().nullable(),
})
export type SigningSecretFacts = z.infer<typeof signingSecretFacts>

export const endpoint = z.object({
  id: z.string(),
  name: z.string(),
  /** What is entered in Popp's portal. */
  url: z.string(),
  allowUnsigned: z.boolean(),
  retryWindowSeconds: z.number().int(),
  createdAt: z.iso.datetime(),
  retiredAt: z.iso.datetime().nullable(),
  /** Active ones, newest first. */
  secrets: z.array(signingSecretFacts),
  /** Of its newest delivery: kept, or refused with a cause. Null = none lately. */
  lastDelivery: z
    .object({ id: z.string(), at: z.iso.datetime(), status: z.number().int(), cause: z.string().nullable() })
    .nullable(),
  lastEventAt: z.iso.datetime().nullable(),
  /** Of the last 24 hours; counting stops at `ACTIVITY_MAX`. */
  eventsToday: z.number().int(),
  wrongSignaturesToday: z.number().int(),
})
export type Endpoint = z.infer<typeof endpoint>

export const endpointList = z.object({ endpoints: z.array(endpoint) })

/** `generatedSecret`: shown now and never again; null = it was given. */
export const endpointCreated = z.object({ id: z.string(), url: z.string(), generatedSecret: z.string().nullable() })
export type EndpointCreated = z.infer<typeof endpointCreated>

/** `added` is false when it was active already; it then is the newest again. */
export const secretAdded = z.object({ id: z.string(), added: z.boolean(), generatedSecret: z.string().nullable() })
export type SecretAdded = z.infer<typeof secretAdded>

export const testResult = z.object({
  /** Where it was posted: the endpoint's address, or this machine's own when the address leads nowhere from here. */
  url: z.string(),
  viaLoopback: z.boolean(),
  /** What the endpoint's own address answered with, when it was not reached: a code such as ECONNREFUSED. */
  unreachable: z.string().nullable(),
  /** Null when nothing answered. */
  status: z.number().int().nullable(),
  milliseconds: z.number(),
  /** 'stored', or why it was refused, as a code. */
  answer: z.string().nullable(),
  /** The event among the deliveries, found there after the answer. */
  eventId: z.string().nullable(),
})
export type TestResult = z.infer<typeof testResult>
