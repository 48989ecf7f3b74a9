import type { SignedInMember } from '@/lib/members/domain'
import { holdsUp } from './domain'
import { openPayload } from './payload'
import { mayActOn } from './permissions'
import type { ActingInPopp, OutwardCall, OutwardList, OutwardQuery } from './schema'
import { type CallRow, countByState, hasKey, listByState, listOfConversation } from './store'

export const isConnected = hasKey

/** What is done to a conversation in Popp, and whether anything can be. */
export async function actingOn(member: SignedInMember, recordKey: string): Promise<ActingInPopp> {
  const [rows, connected] = await Promise.all([
    listOfConversation(member.organizationId, recordKey),
    hasKey(member.organizationId),
  ])
  const oldestFirst = rows.reverse()
  const calls = oldestFirst.map((row, place) => toCall(member, row, holdsUp(oldestFirst.slice(0, place), row)))
  return { connected, calls }
}

/** For whoever keeps the installation going. */
export async function listOutwardCalls(member: SignedInMember, query: OutwardQuery): Promise<OutwardList> {
  const [rows, total] = await Promise.all([
    listByState(member.organizationId, query),
    countByState(member.organizationId, query),
  ])
  const calls = rows.map((row) => {
    const { recordKey, reviewItemId, candidateName } = row
    return { ...toCall(member, row), recordKey, reviewItemId, candidateName }
  })
  return { calls, total }
}

export const toCall = (member: SignedInMember, row: CallRow, waitsFor: CallRow | null = null): OutwardCall => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  byName: row.byName,
  text: wordsOf(row),
  createdAt: row.createdAt.toISOString(),
  dueAt: row.dueAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
  attempts: row.attempts,
  reason: row.error,
  waitsFor: waitsFor && { kind: waitsFor.kind, state: waitsFor.state },
  mayAct: mayActOn(row, member),
  isSuperseded: row.isSuperseded,
})

/** Only words to a candidate are shown: an alert's are the operator's. */
export function wordsOf({ kind, payload }: CallRow): string | null {
  if (kind !== 'reply' || !payload) return null
  try {
    return openPayload(payload)
  } catch {
    return null
  }
}
