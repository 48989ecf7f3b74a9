import { errorFacts } from '@/lib/platform/error-facts'
import { log } from '@/lib/platform/log'
import type { PoppClient } from '@/lib/popp/client/client'
import type { PoppResult } from '@/lib/popp/client/result'
import { poppClientOf } from '@/lib/popp-connection/connection-service'
import { isFoundInPopp } from './found-service'
import type { CallHandler, CallOutcome, LeasedCall } from './handler'
import { isStillOurs } from './outcome-store'
import { findRecipient, type Recipient } from './recipient-store'
import type { OutwardReason } from './schema-reason'

/** Nothing helps but a person who puts the key right: asked again slowly. */
const UNAUTHORIZED_PAUSE_SECONDS = 300

type Failure = Extract<PoppResult<unknown>, { ok: false }>

/** Taking over what is taken over, and handing back what is the AI's, has been done: Popp answers with a conflict. */
const standing =
  (act: (popp: PoppClient, recordId: string) => Promise<PoppResult<null>>): CallHandler =>
  async (call, signal) => {
    const to = await recipientOf(call, signal)
    if ('state' in to) return to
    // Nobody is to decide anything about it: the AI is simply not sent to who wants to be left alone.
    if (to.optedOut && call.kind === 'hand-back') return { state: 'cancelled', reason: 'opted-out' }
    const answer = await act(to.popp, to.recordId)
    if (answer.ok || answer.reason === 'conflict') return DONE
    return whatIsLeft(answer) ?? { state: 'again', ...why(answer, signal) }
  }

export const takeOverInPopp = standing((popp, recordId) => popp.takeOver(recordId))
export const handBackInPopp = standing((popp, recordId) => popp.handBack(recordId))

/**
 * At most once, as far as Popp lets us: what may have arrived is never sent again by itself. A further attempt looks first
 * whether Popp has it already.
 */
export const replyInPopp: CallHandler = async (call, signal) => {
  const ready = await prepareReply(call, signal).catch(surelyUnsent)
  if ('state' in ready) return ready
  const answer = await ready.send()
  if (answer.ok) return DONE
  const left = answer.reason === 'conflict' ? refused('conflict') : whatIsLeft(answer)
  if (left) return left
  if (!answer.sent || answer.reason === 'rate-limited') return { state: 'again', ...why(answer, signal) }
  // It left and nobody knows whether it arrived.
  return (await ready.isThere()) ? DONE : { state: 'unclear', reason: why(answer).reason }
}

/** All that comes before the words leave. */
async function prepareReply(call: LeasedCall, signal?: AbortSignal) {
  const to = await recipientOf(call, signal)
  if ('state' in to) return to
  const text = call.payload ?? ''
  const { popp, recordId } = to
  const isThere = () => isFoundInPopp(popp, { ...call, recordKey: call.recordKey!, recordId, text })
  if (call.attempts > 1 && (await isThere())) return DONE
  return (await whyNotNow(call)) ?? { isThere, send: () => popp.sendMessage(recordId, text) }
}

/** The database is away, mostly: nobody needs to wonder whether the words arrived. */
function surelyUnsent(error: unknown): CallOutcome {
  log().warn({ error: errorFacts(error) }, 'a reply could not be prepared')
  return { state: 'again', reason: 'handler-threw' }
}

/** Asked in the last moment: looking in Popp takes time, and a process may have been standing still for long. */
async function whyNotNow(call: LeasedCall): Promise<CallOutcome | null> {
  if (!(await isStillOurs(call))) return UNSENT_IN_TIME
  const recipient = await findRecipient(call.organizationId, call.recordKey!)
  if (!recipient) return refused('no-conversation')
  return recipient.optedOut ? refused('opted-out') : null
}

const DONE = { state: 'done' } as const
const UNSENT_IN_TIME = { state: 'again', reason: 'not-sent-in-time' } as const
const refused = (reason: OutwardReason) => ({ state: 'failed', reason }) as const

/** What no attempt of this kind changes, and what only a person does. Null = another one may well succeed. */
function whatIsLeft({ reason, retryAfterSeconds = 0 }: Failure): CallOutcome | null {
  if (reason === 'not-found' || reason === 'invalid') return refused(reason)
  if (reason !== 'unauthorized') return null
  return { state: 'again', reason, retryAfterSeconds: Math.max(retryAfterSeconds, UNAUTHORIZED_PAUSE_SECONDS) }
}

/** An open circuit is what Popp's not answering made of it; that the attempt was told to end is not Popp's failing. */
function why({ reason, sent, retryAfterSeconds }: Failure, signal?: AbortSignal) {
  if (!sent && signal?.aborted) return UNSENT_IN_TIME
  return { reason: reason === 'circuit-open' ? ('unavailable' as const) : reason, retryAfterSeconds }
}

async function recipientOf(
  call: LeasedCall,
  signal?: AbortSignal,
): Promise<(Recipient & { popp: PoppClient }) | CallOutcome> {
  const recipient = call.recordKey && (await findRecipient(call.organizationId, call.recordKey))
  if (!recipient) return refused('no-conversation')
  const popp = await poppClientOf(call.organizationId, {}, { signal })
  return popp ? { ...recipient, popp } : refused('no-key')
}
