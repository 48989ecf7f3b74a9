import { setTimeout as wait } from 'node:timers/promises'
import { type Tx, transaction } from '@/lib/platform/db'
import { errorFacts } from '@/lib/platform/error-facts'
import { publish } from '@/lib/platform/live'
import { log } from '@/lib/platform/log'
import { metrics } from '@/lib/platform/metrics'
import { timeLimit } from '@/lib/platform/time-limit'
import { traced } from '@/lib/platform/trace'
import { backoffSeconds, isRepeatable, isSpent, triesOf } from './domain'
import type { CallHandler, CallOutcome, LeasedCall } from './handler'
import { hasDied, type LeasedRow, markDied } from './lease-store'
import { finishCall, isTakenForDead, postponeCall } from './outcome-store'
import { openPayload } from './payload'
import type { OutwardReason } from './schema-reason'
import { endTrouble, raiseTrouble } from './trouble'

/** After so long a handler is told to end: well before the lease does. */
const HANDLER_MS = 60_000
/** One that has not come back so long after that is taken for dead. */
const ENDING_MS = 1_000
const WRITE_PAUSE_MS = 1_000

/**
 * Does one leased call and writes down what it came to, for as long as that takes: a database that is away must not make
 * a known outcome an unknown one. Never throws. `late` aborts when the process is about to end: what has not been sent
 * then is not. @returns the outcome as it was written
 */
export async function sendCall(
  row: LeasedRow,
  handler: CallHandler | undefined,
  late: AbortSignal,
): Promise<CallOutcome> {
  const attributes = { 'call.id': row.id, 'call.attempt': row.attempts }
  const outcome = final(row, await traced(`outward ${row.kind}`, attributes, () => outcomeOf(row, handler, late)))
  metrics().outwardCalls.inc({ kind: row.kind, outcome: outcome.state })
  await writeDown(row, outcome, late)
  return outcome
}

async function writeDown(row: LeasedRow, outcome: CallOutcome, late: AbortSignal) {
  for (let tries = 1; tries === 1 || !late.aborted; tries++) {
    try {
      return await settle(row, outcome)
    } catch (error) {
      if (tries === 1) log().warn({ call: row.id, error: errorFacts(error) }, 'an outcome cannot be written yet')
      await wait(WRITE_PAUSE_MS, undefined, { signal: late }).catch(() => {})
    }
  }
  log().error({ call: row.id, outcome: outcome.state }, 'the outcome of an outward call is lost')
}

async function outcomeOf(row: LeasedRow, handler: CallHandler | undefined, late: AbortSignal): Promise<CallOutcome> {
  if (!handler) return { state: 'failed', reason: 'no-handler' }
  const call = opened(row)
  if (!call) return { state: 'failed', reason: 'payload-unreadable' }
  const back = new AbortController()
  const limit = timeLimit(HANDLER_MS, late)
  try {
    return await Promise.race([
      handler(call, limit.signal),
      goneAfter(limit.signal, back.signal, lost(row, 'no-answer')),
    ])
  } catch (error) {
    log().error({ call: row.id, kind: row.kind, error: errorFacts(error) }, 'an outward call threw')
    return lost(row, 'handler-threw')
  } finally {
    limit.lift()
    back.abort()
  }
}

/** `outcome`, when a handler that was told to end does not; never, when it came back. */
function goneAfter(end: AbortSignal, back: AbortSignal, outcome: CallOutcome): Promise<CallOutcome> {
  return new Promise((resolve) => {
    const wasTold = () => {
      const patience = setTimeout(() => resolve(outcome), ENDING_MS)
      back.addEventListener('abort', () => clearTimeout(patience))
    }
    if (end.aborted) wasTold()
    else end.addEventListener('abort', wasTold, { signal: back })
  })
}

/** Nobody knows whether it arrived. */
const lost = ({ kind }: LeasedRow, reason: OutwardReason): CallOutcome => ({
  state: isRepeatable(kind) ? 'again' : 'unclear',
  reason,
})

function opened(row: LeasedRow): LeasedCall | null {
  try {
    return { ...row, payload: row.payload && openPayload(row.payload) }
  } catch {
    return null
  }
}

/** What has been tried often enough has failed. */
const final = ({ kind, attempts }: LeasedRow, outcome: CallOutcome): CallOutcome =>
  outcome.state === 'again' && isSpent(kind, attempts) ? { state: 'failed', reason: outcome.reason } : outcome

async function settle(row: LeasedRow, outcome: CallOutcome) {
  await transaction(async (tx) => {
    const wasDead = await isTakenForDead(tx, row)
    if (!(await write(tx, row, outcome))) return
    if (wasDead || outcome.state === 'done' || outcome.state === 'cancelled')
      await endTrouble(tx, { ...row, error: wasDead ? 'worker-died' : row.error })
    if (outcome.state !== 'done' && outcome.state !== 'cancelled') await raiseTrouble(tx, row, outcome)
  })
  tell(row)
}

function write(tx: Tx, row: LeasedRow, outcome: CallOutcome): Promise<boolean> {
  if (outcome.state === 'done') return finishCall(tx, row, 'done', null)
  if (outcome.state !== 'again') return finishCall(tx, row, outcome.state, outcome.reason)
  return postponeCall(
    tx,
    row,
    outcome.reason,
    backoffSeconds(triesOf(row.kind, row.attempts), Math.random(), outcome.retryAfterSeconds),
  )
}

/** Of what was sent by a worker that died and must not be sent twice: a person decides. */
export async function endDied(limit: number): Promise<void> {
  if (!(await hasDied())) return
  const died = await transaction(async (tx) => {
    const calls = await markDied(tx, limit)
    for (const call of calls) await raiseTrouble(tx, call, { state: 'unclear', reason: 'worker-died' })
    return calls
  })
  for (const call of died) tell(call)
}

export function tell({ organizationId, recordKey }: Pick<LeasedRow, 'organizationId' | 'recordKey'>) {
  publish(organizationId, 'outward-calls')
  if (recordKey) publish(organizationId, `conversation:${recordKey}`)
}
