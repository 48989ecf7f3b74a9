import type { LookupFunction } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { parseJson } from '../json'
import type { Circuit } from './circuit'
import { type Exchanged, exchange } from './exchange'
import { callUrl, type PathCorrections, type PoppCall, poppCalls } from './paths'
import { failureOf, type PoppFailure, type PoppResult } from './result'

export interface Limits {
  connectMs: number
  /** For all attempts of a call together. */
  wholeMs: number
  maxBytes: number
  tries: number
}

/** An answer of Popp's as it came, for whoever keeps them. */
export interface PoppAnswer {
  call: PoppCall
  recordId: string | null
  /** A later page of a list: by itself it tells little. */
  isNextPage: boolean
  status: number
  body: Uint8Array
}

/** How an organization's calls go out. */
export interface Wire {
  /** Null = it is no address that a key may be sent to. */
  base: URL | null
  /** Refuses names that lead where nothing may be sent. */
  lookup?: LookupFunction
  /** Null = the key or the organization's id can stand in no header: no call can be made. */
  headers: Record<string, string> | null
  corrections: PathCorrections
  limits: Limits
  signal: AbortSignal | undefined
  circuit: Circuit
  now: () => number
  onAnswer: (answer: PoppAnswer) => Promise<void>
}

export interface Call<T> {
  call: PoppCall
  recordId?: string
  query?: Record<string, string | number | undefined>
  body?: Record<string, string>
  /** Of the parsed body; undefined = it is nothing that this call answers. Must not throw. */
  read: (json: unknown) => T | undefined
}

const FIRST_PAUSE_MS = 200
/** With less time left, an attempt would only look like a failure of Popp's. */
const WORTH_A_TRY_MS = 100

/**
 * Makes a call, again where that can do no harm: what only reads, and what surely never reached Popp. Pauses are jittered,
 * and never shorter than Popp asks; when that is too long for the time there is, its wish is handed on.
 */
export async function runCall<T>(wire: Wire, wanted: Call<T>): Promise<PoppResult<T>> {
  const { base, headers, corrections, limits } = wire
  const url = base && callUrl(base, wanted.call, wanted.recordId ?? 'none', corrections)
  if (!url || !headers) return { ok: false, reason: 'invalid', sent: false }
  for (const [name, value] of Object.entries(wanted.query ?? {}))
    if (value !== undefined) url.searchParams.set(name, String(value))
  const deadline = performance.now() + limits.wholeMs
  for (let tries = 1; ; tries++) {
    const result = await attempt(wire, wanted, { url, headers, leftMs: deadline - performance.now() })
    if (result.ok || tries >= limits.tries || !mayRepeat(wanted.call, result)) return result
    const pauseMs = Math.max((result.retryAfterSeconds ?? 0) * 1_000, FIRST_PAUSE_MS * 2 ** (tries - 1) * jitter())
    if (performance.now() + pauseMs + WORTH_A_TRY_MS >= deadline) return result
    await wait(pauseMs, undefined, { signal: wire.signal }).catch(() => {})
  }
}

const jitter = () => 0.5 + Math.random() / 2

const PASSING = new Set<PoppFailure['reason']>(['unavailable', 'timeout', 'rate-limited'])

function mayRepeat(call: PoppCall, failure: PoppFailure): boolean {
  return PASSING.has(failure.reason) && (poppCalls[call].method === 'GET' || !failure.sent)
}

interface Attempt {
  url: URL
  headers: Record<string, string>
  leftMs: number
}

async function attempt<T>(wire: Wire, wanted: Call<T>, { url, headers, leftMs }: Attempt): Promise<PoppResult<T>> {
  if (wire.signal?.aborted) return { ok: false, reason: 'timeout', sent: false }
  const pass = wire.circuit.pass()
  if (!pass.ok) return { ...pass, sent: false }
  const { limits } = wire
  const body = wanted.body && JSON.stringify(wanted.body)
  const exchanged = await exchange({
    ...{ url, body, maxBytes: limits.maxBytes, method: poppCalls[wanted.call].method },
    headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
    ...{ connectMs: Math.min(limits.connectMs, leftMs), wholeMs: leftMs, lookup: wire.lookup, signal: wire.signal },
  })
  const result = readExchange(wire, wanted, exchanged)
  if (!result.ok && (result.reason === 'unavailable' || result.reason === 'timeout')) wire.circuit.failed()
  else wire.circuit.answered(result.ok || result.reason !== 'rate-limited' ? 0 : (result.retryAfterSeconds ?? 0))
  if (exchanged.answered && exchanged.end === 'complete') {
    const { status, body } = exchanged
    const { call, recordId = null, query } = wanted
    await wire.onAnswer({ call, recordId, isNextPage: query?.nextToken !== undefined, status, body })
  }
  return result
}

const reasonOf = { broken: 'unavailable', timeout: 'timeout', 'too-large': 'unreadable' } as const

function readExchange<T>(wire: Wire, { call, read }: Call<T>, exchanged: Exchanged): PoppResult<T> {
  if (!exchanged.answered) return { ok: false, reason: exchanged.cause, sent: exchanged.sent }
  const { status, headers, body, end } = exchanged
  const failure = failureOf(status, headers, wire.now())
  if (failure) return failure
  // What was asked for has been done as soon as the head says so.
  if (end !== 'complete' && poppCalls[call].method === 'GET')
    return { ok: false, reason: reasonOf[end], status, sent: true }
  const parsed = parseJson(body)
  const value = read(parsed.ok ? parsed.value : undefined)
  return value === undefined
    ? { ok: false, reason: 'unreadable', status, sent: true }
    : { ok: true, value, status, body }
}
