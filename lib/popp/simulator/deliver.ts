import http from 'node:http'
import https from 'node:https'
import { setTimeout as sleep } from 'node:timers/promises'
import { type SignatureEncoding, sign } from '../signature'
import { backoffMs, plannedMs, type RetryPlan, retryAfterMs } from './backoff'
import { type PostAnswer, post } from './post'
import type { Random } from './random'

export interface DeliverOptions {
  /** Attempts before giving up; default 8. `Infinity` never gives up. */
  attempts?: number
  /** Instead of `attempts` with waits of seconds. */
  plan?: RetryPlan
  /** Attempts after a 4xx other than 408, 425 and 429, which more of the same cannot cure; default `attempts`. */
  attemptsWhenRefused?: number
  /** Per attempt; default 10 s. */
  timeoutMs?: number
  encoding?: SignatureEncoding
  /** Sent instead of the right signature; `null` sends no signature. */
  signature?: string | null
  /** Added to, or instead of, the headers that Popp sends. */
  headers?: Record<string, string>
  slowBodyMs?: number
  /** Aborts the attempt under way and all further ones. */
  signal?: AbortSignal
  agent?: http.Agent
  random?: Random
  /** Told of each attempt as it ends; `status` 0: no answer. */
  onAttempt?: (attempt: Attempt) => void
}

export interface Attempt {
  status: number
  durationMs: number
  willRetry: boolean
}

export interface DeliveryResult {
  /** A 200 was answered. */
  acknowledged: boolean
  /** The receiver said that it had the event already. */
  duplicate: boolean
  /** Of the last attempt; 0: no answer. */
  status: number
  attempts: number
  /** Of the last attempt; 0 without an answer. */
  durationMs: number
  /** The body of the last answer. */
  text: string
}

const DEFAULT_ATTEMPTS = 8
const DEFAULT_TIMEOUT_MS = 10_000
const NO_ANSWER: PostAnswer = { status: 0, retryAfter: undefined, text: '', durationMs: 0 }
const CURED_BY_WAITING = new Set([408, 425, 429])
const agents = {
  'http:': new http.Agent({ keepAlive: true, maxSockets: 256 }),
  'https:': new https.Agent({ keepAlive: true, maxSockets: 256 }),
}

/**
 * Delivers one payload as Popp does: signed over its exact bytes, again after anything but a 200, with growing, jittered
 * waits and `Retry-After` honoured. A string or bytes are sent as they are, anything else as JSON. Never rejects.
 */
export async function deliver(
  endpointUrl: string,
  secret: string,
  payload: unknown,
  options: DeliverOptions = {},
): Promise<DeliveryResult> {
  const request = requestOf(endpointUrl, secret, payload, options)
  const random = options.random ?? Math.random
  let result: DeliveryResult = {
    acknowledged: false,
    duplicate: false,
    status: 0,
    attempts: 0,
    durationMs: 0,
    text: '',
  }
  while (!options.signal?.aborted) {
    const answer = await post(request).catch(() => NO_ANSWER)
    result = readAnswer(answer, result.attempts + 1)
    const willRetry =
      !result.acknowledged && result.attempts < attemptsFor(result.status, options) && !options.signal?.aborted
    options.onAttempt?.({ status: result.status, durationMs: result.durationMs, willRetry })
    if (!willRetry) break
    const askedMs = retryAfterMs(answer.retryAfter, Date.now())
    const waitMs = options.plan
      ? plannedMs(random, options.plan, result.attempts, askedMs)
      : backoffMs(random, result.attempts, askedMs)
    // An aborted wait ends early, and with it the loop.
    await sleep(waitMs, undefined, { signal: options.signal }).catch(() => undefined)
  }
  return result
}

function readAnswer({ status, text, durationMs }: PostAnswer, attempts: number): DeliveryResult {
  const acknowledged = status === 200
  return { acknowledged, duplicate: acknowledged && saysDuplicate(text), status, attempts, durationMs, text }
}

function requestOf(endpointUrl: string, secret: string, payload: unknown, options: DeliverOptions) {
  const url = new URL(endpointUrl)
  const body = bytesOf(payload)
  const signature = options.signature === undefined ? sign(body, secret, options.encoding) : options.signature
  return {
    url,
    body,
    agent: options.agent ?? agents[url.protocol === 'https:' ? 'https:' : 'http:'],
    timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    slowBodyMs: options.slowBodyMs,
    signal: options.signal,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Popp-Simulator/1.0',
      ...(signature === null ? {} : { 'x-signature': signature }),
      ...options.headers,
    },
  }
}

function bytesOf(payload: unknown): Buffer {
  if (payload instanceof Uint8Array) return Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength)
  return Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload))
}

function attemptsFor(status: number, options: DeliverOptions): number {
  const attempts = options.plan ? options.plan.waitsMs.length + 1 : (options.attempts ?? DEFAULT_ATTEMPTS)
  const refused = status >= 400 && status < 500 && !CURED_BY_WAITING.has(status)
  return refused ? Math.min(attempts, options.attemptsWhenRefused ?? attempts) : attempts
}

/** The answer's body says in one word what became of the delivery; which key holds it is not this file's business. */
function saysDuplicate(text: string): boolean {
  return /"duplicate(d|s)?"\s*(:\s*true)?\s*[,}]/.test(text)
}
