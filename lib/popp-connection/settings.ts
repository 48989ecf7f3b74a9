import { z } from 'zod'
import { readOutwardAddress } from '@/lib/platform/http/outward-address'
import { fitsCall, type PathCorrections, type PoppCall, poppCallNames, poppCalls } from '@/lib/popp/client/paths'

const ADDRESS_MAX = 500
const RECONCILE_MINUTES_MIN = 5
const RECONCILE_MINUTES_MAX = 7 * 24 * 60

const address = z
  .string()
  .trim()
  .max(ADDRESS_MAX, `At most ${ADDRESS_MAX} characters.`)
  .refine((text) => readOutwardAddress(text) !== null, 'Enter an https address, such as https://api.joinpopp.com/v1.')

/** What can stand in a header, and nothing that came along when it was pasted. */
const key = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{8,500}$/, 'A key has 8 to 500 letters, digits and signs, without spaces.')

/** By call; one that is empty or as usual is no correction. */
const paths = z
  .record(z.string(), z.string().trim())
  .superRefine((corrections, context) => {
    for (const [name, path] of Object.entries(corrections)) {
      const call = poppCallNames.find((each) => each === name)
      if (!call) context.addIssue({ code: 'custom', path: [name], message: 'Popp’s API has no such call here.' })
      else if (path !== '' && !fitsCall(call, path))
        context.addIssue({ code: 'custom', path: [name], message: `Enter a path such as ${poppCalls[call].path}.` })
    }
  })
  .transform(
    (corrections): PathCorrections =>
      Object.fromEntries(
        Object.entries(corrections).filter(([name, path]) => path !== '' && path !== poppCalls[name as PoppCall]?.path),
      ),
  )

const behaviour = {
  fetchDetails: z.boolean(),
  takeOverOnClaim: z.boolean(),
  handBackOnResolve: z.boolean(),
  /** Null = only by hand. */
  reconcileEveryMinutes: z
    .number()
    .int('Whole minutes only.')
    .min(RECONCILE_MINUTES_MIN, `At least ${RECONCILE_MINUTES_MIN} minutes.`)
    .max(RECONCILE_MINUTES_MAX, 'At most a week.')
    .nullable(),
}

/** `version` = of the settings that were changed: 0 while there are none. */
export const saveConnectionRequest = z.object({
  version: z.int32().min(0),
  baseUrl: address,
  /** Absent = as it is; null = take it out. */
  key: key.nullable().optional(),
  paths,
  ...behaviour,
})
export type SaveConnectionRequest = z.infer<typeof saveConnectionRequest>

/** Answer of GET and PUT. Read as it was saved; the key itself is never told. */
export const connectionAnswer = z.object({
  version: z.number().int(),
  baseUrl: z.string(),
  /** The organization's id at Popp, which goes with every call. */
  poppOrganizationId: z.string(),
  /** `unreadable`: encrypted under another APP_SECRET. */
  keyState: z.enum(['none', 'set', 'unreadable']),
  /** Of a key that is long enough to tell some of it. */
  keyEnd: z.string().nullable(),
  paths: z.record(z.string(), z.string()),
  fetchDetails: z.boolean(),
  takeOverOnClaim: z.boolean(),
  handBackOnResolve: z.boolean(),
  reconcileEveryMinutes: z.number().nullable(),
})
export type ConnectionAnswer = z.infer<typeof connectionAnswer>

/** What listing one conversation came to. */
export const testAnswer = z.object({
  outcome: z.enum([
    ...['ok', 'no-key', 'unauthorized', 'not-found', 'conflict', 'invalid', 'rate-limited', 'unavailable', 'timeout'],
    ...['circuit-open', 'unreadable'],
  ] as const),
  /** HTTP status of Popp's answer; null when there was none. */
  status: z.number().int().nullable(),
  /** Whether Popp listed one. */
  found: z.boolean(),
  /** False = the connection never stood. */
  reached: z.boolean(),
  retryAfterSeconds: z.number().nullable(),
  tookMs: z.number(),
})
export type TestAnswer = z.infer<typeof testAnswer>
