import type { AuditAction } from '@/lib/audit/schema'
import { appendAudit } from '@/lib/audit/store'
import type { SignedInMember } from '@/lib/members/domain'
import { type Tx, transaction } from '@/lib/platform/db'
import { poppClientOf } from '@/lib/popp-connection/connection-service'
import { cancel, markFound, repeat } from './change-store'
import { isFoundInPopp } from './found-service'
import { mayActOn } from './permissions'
import { findRecipient } from './recipient-store'
import type { OutwardCall } from './schema'
import { tell } from './send-service'
import { toCall, wordsOf } from './service'
import { type CallRow, findCall } from './store'
import { endTrouble } from './trouble'
import { holdItemStill } from './wish-store'

export type ChangeResult =
  | { ok: true; call: OutwardCall }
  | { ok: false; reason: 'not-found' | 'not-yours' | 'not-waiting' | 'not-in-trouble' | 'superseded' }

/**
 * Has a call done again that failed, or of which nobody knows. A reply that turns out to be in Popp already is done, and
 * not sent a second time; and who has the conversation is not changed by what was superseded.
 */
export const repeatCall = (member: SignedInMember, id: string): Promise<ChangeResult> =>
  changeCall(member, id, async (row) => {
    const found = row.state === 'unclear' && row.kind === 'reply' && (await isThere(member, row))
    return transaction(async (tx) => {
      if (row.recordKey) await holdItemStill(member.organizationId, tx, row.recordKey)
      if (found) {
        if (!(await markFound(member.organizationId, tx, id))) return 'not-in-trouble'
        await endTrouble(tx, { ...row, organizationId: member.organizationId })
      } else if (!(await repeat(member.organizationId, tx, id))) return whyNotRepeated(member, id)
      await audit(member, tx, row, 'outward-call-repeated', { found })
      return null
    })
  })

/** Gives up a call that is not on its way: it never leaves, or nobody looks after it any more. */
export const cancelCall = (member: SignedInMember, id: string): Promise<ChangeResult> =>
  changeCall(member, id, (row) =>
    transaction(async (tx) => {
      const gone = await cancel(member.organizationId, tx, id)
      if (gone.length === 0) return 'not-waiting'
      await endTrouble(tx, { ...row, organizationId: member.organizationId })
      await audit(member, tx, row, 'outward-call-cancelled', { was: row.state })
      return null
    }),
  )

async function whyNotRepeated({ organizationId }: SignedInMember, id: string) {
  const row = await findCall(organizationId, id)
  return row?.isSuperseded ? 'superseded' : 'not-in-trouble'
}

type Refusal = Extract<ChangeResult, { ok: false }>['reason']

async function changeCall(member: SignedInMember, id: string, change: (row: CallRow) => Promise<Refusal | null>) {
  const { organizationId } = member
  const row = await findCall(organizationId, id)
  if (!row) return { ok: false, reason: 'not-found' } as const
  if (!mayActOn(row, member)) return { ok: false, reason: 'not-yours' } as const
  const refused = await change(row)
  if (refused) return { ok: false, reason: refused } as const
  tell({ organizationId, recordKey: row.recordKey })
  return { ok: true, call: toCall(member, (await findCall(organizationId, id))!) } as const
}

async function isThere({ organizationId }: SignedInMember, row: CallRow): Promise<boolean> {
  const { recordKey, id, createdAt } = row
  const recipient = recordKey && (await findRecipient(organizationId, recordKey))
  const popp = await poppClientOf(organizationId)
  const text = wordsOf(row)
  if (!recordKey || !recipient || !popp || text === null) return false
  const { recordId } = recipient
  return (await isFoundInPopp(popp, { organizationId, id, recordKey, recordId, text, createdAt })) === true
}

const audit = (
  member: SignedInMember,
  tx: Tx,
  row: CallRow,
  action: AuditAction,
  facts: Record<string, string | boolean>,
) =>
  appendAudit(member.organizationId, tx, {
    memberId: member.memberId,
    action,
    subjectType: 'outward-call',
    subjectId: row.id,
    facts: { call: row.kind, reviewItemId: row.reviewItemId, ...facts },
  })
