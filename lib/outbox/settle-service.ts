import { transaction } from '@/lib/platform/db'
import { poppClientOf } from '@/lib/popp-connection/connection-service'
import { markFound } from './change-store'
import { isFoundInPopp } from './found-service'
import { openPayload } from './payload'
import { findRecipient } from './recipient-store'
import { tell } from './send-service'
import { takeUnclearReplies, type UnclearReply } from './settle-store'
import { endTrouble } from './trouble'

/**
 * Looks in Popp for replies of which nobody knows whether they arrived, for a while after: what is found there is done.
 * That it is not found proves nothing, so a person decides about the rest.
 * @returns how many were looked for
 */
export async function settleReplies(limit: number): Promise<number> {
  const replies = await takeUnclearReplies(limit)
  for (const reply of replies) if (await isThere(reply)) await settle(reply)
  return replies.length
}

async function isThere(reply: UnclearReply): Promise<boolean> {
  const { organizationId, recordKey, payload } = reply
  const recipient = await findRecipient(organizationId, recordKey)
  const popp = await poppClientOf(organizationId)
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
