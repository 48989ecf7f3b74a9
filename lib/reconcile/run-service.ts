import { endIssue, raiseIssue } from '@/lib/issues/raise-store'
import type { OwnCause } from '@/lib/issues/schema'
import { db, transaction } from '@/lib/platform/db'
import { publish } from '@/lib/platform/live'
import type { PoppConversation } from '@/lib/popp/client/conversation'
import type { PoppPage } from '@/lib/popp/client/page'
import type { PoppFailure } from '@/lib/popp/client/result'
import { recordKey } from '@/lib/popp/envelope'
import type { PoppFailureReason } from '@/lib/popp/schema-failure'
import { poppClientOf } from '@/lib/popp-connection/connection-service'
import { insertToldEvents } from '@/lib/webhooks/told-store'
import { readKnown } from './known'
import { recoveredEvents } from './recovered'
import { countPage, endRun, lockPage, type PageCounts, postponeRun, type TakenRun, takeRun } from './run-store'
import type { RunFailure } from './schema'

const LEASE_SECONDS = 60
const PAGE_CONVERSATIONS = 100
/** Half a million conversations: nobody's list is longer, so one that goes on beyond is no list. */
const PAGES_MAX = 5_000
/** The client has tried three times within seconds by then. */
const PAUSES_MS: readonly number[] = [5_000, 30_000]
const LONGEST_PAUSE_MS = 120_000
/** So often a page is begun that ends in an error of ours, or in the worker's death. */
const BEGUN_MAX = 5
/** What changed a moment ago may still be told by a webhook that is on its way. */
const SETTLED_MS = 30_000

const ISSUE = { kind: 'popp-api', cause: 'list-conversations' satisfies OwnCause<'popp-api'> } as const

type Failure = Pick<PoppFailure, 'status'> & { reason: RunFailure }

/**
 * Compares a page of Popp's list with what arrived, of the open run whose turn it is. A page's events and numbers are
 * committed together: a worker that dies leaves a run that goes on with the same page. Throws what is not Popp's failure,
 * when the page is put off already. @returns false = no run is due
 */
export async function reconcilePage({ pausesMs = PAUSES_MS }: { pausesMs?: readonly number[] } = {}): Promise<boolean> {
  const run = await takeRun(LEASE_SECONDS)
  if (!run) return false
  try {
    if (run.cancelRequested) await transaction((tx) => endRun(run, tx, 'cancelled'))
    else if (run.attempts > BEGUN_MAX) await fail(run, { reason: 'page-failed' })
    else await readOn(run, pausesMs)
  } catch (error) {
    await postponeRun(run, pausesMs[run.attempts - 1] ?? pausesMs.at(-1) ?? 0)
    throw error
  } finally {
    publish(run.organizationId, 'reconciles')
  }
  return true
}

async function readOn(run: TakenRun, pausesMs: readonly number[]) {
  const popp = await poppClientOf(run.organizationId)
  if (!popp) return transaction((tx) => endRun(run, tx, 'failed', 'no-key'))
  const asked = { limit: PAGE_CONVERSATIONS, ...(run.nextToken !== null && { nextToken: run.nextToken }) }
  const result = await popp.listConversations(asked)
  if (!result.ok) return failOrWait(run, result, pausesMs)
  if (isEndless(run, result.value)) return fail(run, { reason: 'endless' })
  const recovered = await keepPage(run, popp.poppOrganizationId, result.value)
  if (recovered > 0) publish(run.organizationId, 'deliveries')
}

const PASSING = new Set<PoppFailureReason>(['rate-limited', 'unavailable', 'timeout', 'circuit-open'])

/** What passes is waited for a few times, while other organizations' runs go on. */
async function failOrWait(run: TakenRun, failure: PoppFailure, pausesMs: readonly number[]) {
  const pauseMs = pausesMs[run.attempts - 1]
  if (pauseMs === undefined || !PASSING.has(failure.reason)) return fail(run, failure)
  await postponeRun(run, Math.min(LONGEST_PAUSE_MS, Math.max(pauseMs, (failure.retryAfterSeconds ?? 0) * 1000)))
}

const isEndless = (run: TakenRun, { nextToken }: PoppPage<PoppConversation>): boolean =>
  nextToken !== null && (nextToken === run.nextToken || nextToken === run.markedToken || run.pages + 1 >= PAGES_MAX)

async function fail(run: TakenRun, { reason, status }: Failure) {
  await transaction(async (tx) => {
    await endRun(run, tx, 'failed', reason)
    await raiseIssue(run.organizationId, tx, { ...ISSUE, facts: { reason, ...(status && { status }) } })
  })
  publish(run.organizationId, 'issues')
}

/** @returns how many conversations' events were missing and not stored by an earlier run already */
async function keepPage(run: TakenRun, poppOrganizationId: string, page: PoppPage<PoppConversation>): Promise<number> {
  const keys = page.rows.map(({ id }) => recordKey(id))
  // Before the transaction: bodies may be large, and whatever arrives meanwhile is told apart by its key.
  const known = await readKnown(run.organizationId, db(), keys)
  const missed = page.rows.map((conversation) =>
    isSettled(conversation)
      ? recoveredEvents(conversation, poppOrganizationId, known.get(recordKey(conversation.id)) ?? null)
      : [],
  )
  return transaction(async (tx) => {
    if (!(await lockPage(run, tx))) return 0
    const stored = await insertToldEvents(run.organizationId, tx, missed.flat())
    const recovered = missed.filter((events) => events.some(({ dedupeKey }) => stored.has(dedupeKey))).length
    const { unusable, nextToken } = page
    const counts: PageCounts = { complete: missed.length - recovered, recovered, unusable, events: stored.size }
    await countPage(run, tx, counts, nextToken)
    // Of a list that fails in its middle each run begins well.
    if (nextToken === null) await endIssue(run.organizationId, tx, ISSUE)
    return recovered
  })
}

const isSettled = ({ updatedAt }: PoppConversation): boolean =>
  !updatedAt || Math.abs(Date.now() - updatedAt.getTime()) > SETTLED_MS
