import { setTimeout as sleep } from 'node:timers/promises'
import { endIssue, raiseIssue } from '@/lib/issues/raise-store'
import { type Tx, transaction } from '@/lib/platform/db'
import { publish } from '@/lib/platform/live'
import type { PoppClient } from '@/lib/popp/client/client'
import type { PoppConversation } from '@/lib/popp/client/conversation'
import type { PoppPage } from '@/lib/popp/client/page'
import type { PoppFailure, PoppFailureReason, PoppResult } from '@/lib/popp/client/result'
import { recordKey } from '@/lib/popp/envelope'
import { poppClientOf } from '@/lib/popp-connection/connection-service'
import { insertToldEvent, type ToldEvent } from '@/lib/webhooks/told-store'
import { readKnown } from './known'
import { recoveredEvents } from './recovered'
import {
  countPage,
  endRun,
  extendLease,
  lockPage,
  type PageCounts,
  releaseRun,
  type TakenRun,
  takeRun,
} from './run-store'

const LEASE_SECONDS = 60
const PAGE_CONVERSATIONS = 100
/** The client has tried three times within seconds by then. */
const PAUSES_MS: readonly number[] = [5_000, 30_000]
const LONGEST_PAUSE_MS = 120_000
/** What changed a moment ago may still be told by a webhook that is on its way. */
const SETTLED_MS = 30_000

const ISSUE = { kind: 'popp-api', cause: 'list-conversations' } as const

interface Pace {
  signal?: AbortSignal
  pausesMs?: readonly number[]
}

/**
 * Compares the next page of Popp's list, of the oldest run that is open, with what arrived. A page's events and numbers are
 * committed together: a worker that dies leaves a run that goes on with the same page. @returns false = no run is open
 */
export async function reconcilePage(pace: Pace = {}): Promise<boolean> {
  const run = await takeRun(LEASE_SECONDS)
  if (!run) return false
  if (run.cancelRequested) await transaction((tx) => endRun(run, tx, 'cancelled'))
  else await readOn(run, pace)
  publish(run.organizationId, 'reconciles')
  return true
}

async function readOn(run: TakenRun, pace: Pace) {
  const popp = await poppClientOf(run.organizationId)
  if (!popp) return transaction((tx) => endRun(run, tx, 'failed', 'no-key'))
  const result = await listPatiently(run, popp, pace)
  // Aborted: the worker stops, its successor asks again.
  if (!result) return void (await releaseRun(run))
  if (!result.ok) return fail(run, result)
  if (result.value.nextToken !== null && result.value.nextToken === run.nextToken)
    return fail(run, { ok: false, reason: 'unreadable', sent: true })
  const recovered = await transaction((tx) => keepPage(run, tx, popp.poppOrganizationId, result.value))
  if (recovered > 0) publish(run.organizationId, 'deliveries')
}

const PASSING = new Set<PoppFailureReason>(['rate-limited', 'unavailable', 'timeout', 'circuit-open'])

async function listPatiently(
  run: TakenRun,
  popp: PoppClient,
  { signal, pausesMs = PAUSES_MS }: Pace,
): Promise<PoppResult<PoppPage<PoppConversation>> | null> {
  const query = { limit: PAGE_CONVERSATIONS, ...(run.nextToken !== null && { nextToken: run.nextToken }) }
  for (let tries = 0; ; tries++) {
    const result = await popp.listConversations(query)
    const pauseMs = pausesMs[tries]
    if (result.ok || !PASSING.has(result.reason) || pauseMs === undefined) return result
    const waitMs = Math.min(LONGEST_PAUSE_MS, Math.max(pauseMs, (result.retryAfterSeconds ?? 0) * 1000))
    await extendLease(run, LEASE_SECONDS + Math.ceil(waitMs / 1000))
    await sleep(waitMs, undefined, { signal }).catch(() => undefined)
    if (signal?.aborted) return null
  }
}

async function fail(run: TakenRun, { reason, status }: PoppFailure) {
  await transaction(async (tx) => {
    await endRun(run, tx, 'failed', reason)
    await raiseIssue(run.organizationId, tx, { ...ISSUE, facts: { reason, ...(status && { status }) } })
  })
  publish(run.organizationId, 'issues')
}

async function keepPage(run: TakenRun, tx: Tx, poppOrganizationId: string, page: PoppPage<PoppConversation>) {
  if (!(await lockPage(run, tx))) return 0
  const keys = page.rows.map(({ id }) => recordKey(id))
  const known = await readKnown(run.organizationId, tx, keys)
  const counts: PageCounts = { complete: 0, recovered: 0, unusable: page.unusable, events: 0 }
  for (const conversation of page.rows) {
    const missed = isSettled(conversation)
      ? recoveredEvents(conversation, poppOrganizationId, known.get(recordKey(conversation.id)) ?? null)
      : []
    const stored = await storeAll(run, tx, missed)
    counts[stored > 0 ? 'recovered' : 'complete']++
    counts.events += stored
  }
  await countPage(run, tx, counts, page.nextToken)
  await endIssue(run.organizationId, tx, ISSUE)
  return counts.recovered
}

const isSettled = ({ updatedAt }: PoppConversation): boolean =>
  !updatedAt || Math.abs(Date.now() - updatedAt.getTime()) > SETTLED_MS

/** How many were not stored by an earlier run already. */
async function storeAll({ organizationId }: TakenRun, tx: Tx, events: ToldEvent[]): Promise<number> {
  let stored = 0
  for (const event of events) if (await insertToldEvent(organizationId, tx, event)) stored++
  return stored
}
