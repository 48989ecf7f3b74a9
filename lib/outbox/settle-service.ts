import { transaction } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import { timeLimit } from '@/lib/platform/time-limit'
import { poppClientOf } from '@/lib/popp-connection/connection-service'
import { markFound } from './change-store'
import { isFoundInPopp } from './found-service'
import { openPayload } from './payload'
import { findRecipient } from './recipient-store'
import { tell } from './send-service'
import { takeUnclearReplies, type UnclearReply } from './settle-store'
import { endTrouble } from './trouble'

const ROUND_MS = 20_000

/**
 * Looks in Popp for replies of which nobody knows whether they arrived, for a while after: what is found there is done.
 * That it is not found proves nothing, so a person decides about the rest. Organizations go side by side, and one round
 * has an end: a Popp that hangs keeps only its own waiting, and the rest is looked for next time.
 * @returns how many were looked for
 */
export async function settleReplies(limit: number, signal?: AbortSignal): Promise<number> {
  const replies = await takeUnclearReplies(limit)
  const { signal: end, lift } = timeLimit(ROUND_MS, signal)
  const search = async (organizationId: OrganizationId) => {
    for (const reply of replies.filter((one) => one.organizationId === organizationId))
      if (!end.aborted && (await isThere(reply, end))) await settle(reply)
  }
  try {
    await Promise.all([...new Set(replies.map(({ organizationId }) => organizationId))].map(search))
  } finally {
    lift()
  }
  return replies.length
}

async function isThere(reply: UnclearReply, signal: AbortSignal): Promise<boolean> {
  const { organizationId, recordKey, payload } = reply
  const recipient = await findRecipient(organizationId, recordKey)
  const popp = await poppClientOf(organizationId, {}, { signal })
  if (!recipient || !popp) return false
  const sought = { ...reply, recordId: recipient.recordId, text: openPayload(payload) }
  return (await isFoundInPopp(popp, sought)) === true
}

async function settle(reply: UnclearReply) {
  const found = await transaction(async (tx) => {
    if (!(await markFound(reply.organizationId, tx, reply.id))) return false
    await endTrouble(tx, reply)
    return true
  })
  if (found) tell(reply)
}
