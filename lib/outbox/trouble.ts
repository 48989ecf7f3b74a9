import { endIssue, raiseIssue } from '@/lib/issues/raise-store'
import type { Tx } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import { countAlike } from './change-store'
import { laneOfKind } from './domain'
import type { CallOutcome } from './handler'
import type { OutwardKind } from './schema'

/** A call that has failed so often without giving up is worth telling; before that it may be a hiccup. */
const TOLD_AT_ATTEMPT = 4
/** No waiting helps: somebody must change a setting. */
const TOLD_AT_ONCE = new Set(['unauthorized'])

interface Troubled {
  organizationId: OrganizationId
  id: string
  kind: OutwardKind
  attempts: number
}

const causeOf = (kind: OutwardKind, reason: string) => ({
  kind: 'outgoing' as const,
  cause: `${laneOfKind(kind)}:${reason}`,
})

/** Makes an issue of it where a person should know: once it failed or is unclear, and when it goes on failing. */
export async function raiseTrouble(tx: Tx, call: Troubled, outcome: Exclude<CallOutcome, { state: 'done' }>) {
  const { state, reason } = outcome
  const isTold = state !== 'again' || call.attempts === (TOLD_AT_ONCE.has(reason) ? 1 : TOLD_AT_ATTEMPT)
  if (!isTold) return
  const facts = { call: call.kind, callId: call.id, state }
  await raiseIssue(call.organizationId, tx, { ...causeOf(call.kind, reason), facts })
}

/** The last one that failed for this reason no longer does: the issue is over. `error`: why it failed last. */
export async function endTrouble(tx: Tx, call: Omit<Troubled, 'attempts'> & { error: string | null }) {
  const { organizationId, id, kind, error } = call
  if (!error) return
  if ((await countAlike(organizationId, tx, { id, lane: laneOfKind(kind), error })) > 0) return
  await endIssue(organizationId, tx, causeOf(kind, error))
}
