import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { type ApiAnswer, problem } from './api-calls'
import type { ApiFaults } from './api-faults'
import { NO_WEBHOOK_FAULTS, type WebhookFaults } from './misbehaving-sender'

const share = z.number().min(0).max(1)
/** More would drive everything else out of the model. */
export const MAX_KNOWN_EVENTS = 20_000
const milliseconds = z.number().int().min(0).max(600_000)

/** One order to the simulated Popp. Everything is optional; what is not named stays as it is. */
export const commandSchema = z.strictObject({
  webhooks: z
    .strictObject({
      drop: share,
      duplicate: share,
      late: share,
      lateMs: milliseconds,
      delayMs: milliseconds,
      forge: share,
      poison: share,
      silent: z.boolean(),
    })
    .partial()
    .optional(),
  api: z
    .strictObject({
      on: z.array(z.enum(['list', 'get', 'messages', 'send-message', 'take-over', 'hand-back'])),
      times: z.number().int().min(1),
      share,
      status: z.number().int().min(200).max(599),
      retryAfter: z.number().int().min(0),
      drop: z.enum(['before', 'after']),
      delayMs: milliseconds,
      unreadable: z.boolean(),
    })
    .partial()
    .optional(),
  /** Webhooks are signed with this from now on; `true` invents one. */
  rotateSecret: z.union([z.literal(true), z.string().min(1).max(500)]).optional(),
  /** Events that `npm run simulate` sends: the API knows them too. Event n happens n/rate seconds after the start. */
  know: z
    .strictObject({
      seed: z.number().int().min(0),
      count: z.number().int().min(1).max(MAX_KNOWN_EVENTS),
      rate: z.number().positive(),
      startedAt: z.number().int().min(0),
    })
    .optional(),
  /** What was dropped is sent after all. */
  sendDropped: z.literal(true).optional(),
  /** Ends all misbehaviour; a rotated secret stays. Done before anything else in the same command. */
  heal: z.literal(true).optional(),
})

export type Load = NonNullable<z.output<typeof commandSchema>['know']>
export type Command = z.input<typeof commandSchema>

/** What commands act on. */
export interface Commanded {
  apiFaults: ApiFaults
  webhookFaults: WebhookFaults
  setSecret(secret: string): void
  sendDropped(): Promise<unknown[]>
  /** Where there is nobody to tell them to, such events are not known. */
  know?: ((load: Load) => void) | undefined
}

export interface Done {
  /** The new one, when the command rotated it. */
  secret?: string
  /** How many dropped events were sent after all. */
  sent?: number
}

export async function obey(commanded: Commanded, command: Command): Promise<Done> {
  const { webhooks, api, rotateSecret, sendDropped, know, heal } = command
  const done: Done = {}
  if (heal) {
    commanded.apiFaults.heal()
    Object.assign(commanded.webhookFaults, NO_WEBHOOK_FAULTS)
  }
  if (webhooks) Object.assign(commanded.webhookFaults, webhooks)
  if (api) commanded.apiFaults.order(api)
  if (know) commanded.know?.(know)
  if (rotateSecret) {
    done.secret = rotateSecret === true ? `whsec_${randomBytes(32).toString('base64url')}` : rotateSecret
    commanded.setSecret(done.secret)
  }
  if (sendDropped) done.sent = (await commanded.sendDropped()).length
  return done
}

/** `POST /control` obeys a command; `GET /control` says how things stand. */
export async function answerControl(
  commanded: Commanded,
  standing: () => object,
  method: string,
  body: string,
): Promise<ApiAnswer> {
  if (method === 'GET') return { status: 200, body: standing() }
  if (method !== 'POST') return problem(405, 'METHOD_NOT_ALLOWED', 'POST a command or GET the standing')
  const command = commandSchema.safeParse(parse(body))
  if (!command.success) return problem(400, 'BAD_REQUEST', z.prettifyError(command.error))
  return { status: 200, body: { ...standing(), ...(await obey(commanded, command.data)) } }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
