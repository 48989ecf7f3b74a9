import { endIssue, raiseIssue } from '@/lib/issues/raise-store'
import type { Tx } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import { laneOfKind } from './domain'
import type { CallOutcome } from './handler'
import type { OutwardKind } from './schema'
import { endedCauses } from './trouble-store'

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
export async function raiseTrouble(
  tx: Tx,
  call: Troubled,
  outcome: Exclude<CallOutcome, { state: 'done' | 'cancelled' }>,
) {
  const { state, reason } = outcome
  const isTold = state !== 'again' || call.attempts === (TOLD_AT_ONCE.has(reason) ? 1 : TOLD_AT_ATTEMPT)
  if (!isTold) return
  const facts = { call: call.kind, callId: call.id, state }
  await raiseIssue(call.organizationId, tx, { ...causeOf(call.kind, reason), facts })
}

/**
 * A call that had failed before came through or was given up: the issues that were about nothing else are over. `error`:
 * why it failed last; null = it never did.
 */
export async function endTrouble(tx: Tx, call: Pick<Troubled, 'organizationId' | 'kind'> & { error: string | null }) {
  const { organizationId, kind, error } = call
  if (!error) return
  for (const cause of await endedCauses(organizationId, tx, laneOfKind(kind)))
    await endIssue(organizationId, tx, { kind: 'outgoing', cause })
}
