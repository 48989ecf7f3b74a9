import { setTimeout as wait } from 'node:timers/promises'
import { type Tx, transaction } from '@/lib/platform/db'
import { errorFacts } from '@/lib/platform/error-facts'
import { publish } from '@/lib/platform/live'
import { log } from '@/lib/platform/log'
import { metrics } from '@/lib/platform/metrics'
import { traced } from '@/lib/platform/trace'
import { backoffSeconds, isRepeatable, isSpent, triesOf } from './domain'
import type { CallHandler, CallOutcome, LeasedCall } from './handler'
import { hasDied, type LeasedRow, markDied } from './lease-store'
import { finishCall, postponeCall } from './outcome-store'
import { openPayload } from './payload'
import { endTrouble, raiseTrouble } from './trouble'

/** A handler that has not come back by then is taken for dead: well before the lease ends. */
const HANDLER_MS = 60_000
const WRITE_TRIES = 10
const WRITE_PAUSE_MS = 1_000

/** Does one leased call and writes down what it came to. Never throws. @returns the outcome as it was written */
export async function sendCall(row: LeasedRow, handler: CallHandler | undefined): Promise<CallOutcome> {
  const attributes = { 'call.id': row.id, 'call.attempt': row.attempts }
  const outcome = final(row, await traced(`outward ${row.kind}`, attributes, () => outcomeOf(row, handler)))
  metrics().outwardCalls.inc({ kind: row.kind, outcome: outcome.state })
  for (let tries = 1; tries <= WRITE_TRIES; tries++) {
    try {
      await settle(row, outcome)
      break
    } catch (error) {
      // The database is away for a moment: what happened outside must not be forgotten for that.
      log().warn({ call: row.id, error: errorFacts(error) }, 'outcome of an outward call not written yet')
      await wait(WRITE_PAUSE_MS)
    }
  }
  return outcome
}

async function outcomeOf(row: LeasedRow, handler: CallHandler | undefined): Promise<CallOutcome> {
  if (!handler) return { state: 'failed', reason: 'no-handler' }
  const call = opened(row)
  if (!call) return { state: 'failed', reason: 'payload-unreadable' }
  const late = new AbortController()
  try {
    return await Promise.race([
      handler(call),
      wait(HANDLER_MS, lost(row, 'no-answer'), { signal: late.signal, ref: false }),
    ])
  } catch (error) {
    log().error({ call: row.id, kind: row.kind, error: errorFacts(error) }, 'an outward call threw')
    return lost(row, 'handler-threw')
  } finally {
    late.abort()
  }
}

/** Nobody knows whether it arrived. */
const lost = ({ kind }: LeasedRow, reason: string): CallOutcome => ({
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
    if (!(await write(tx, row, outcome))) return
    if (outcome.state === 'done' || outcome.state === 'cancelled') await endTrouble(tx, row)
    else await raiseTrouble(tx, row, outcome)
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
