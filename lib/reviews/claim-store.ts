import { appendAudit } from '@/lib/audit/store'
import { leaveAllToPopp, leaveToPopp, takeOver } from '@/lib/outbox/act-store'
import type { Tx } from '@/lib/platform/db'
import { Prisma } from '@/prisma/generated/client'
import { LEASE_MINUTES } from './domain'
import { firstInTurn } from './queue-store'
import {
  type Actor,
  afterFacts,
  awake,
  type ChangedRow,
  change,
  forNobody,
  isAwake,
  isFree,
  isMine,
  type Marks,
  noHolder,
  wantedRows,
} from './transition-store'

const { sql } = Prisma

export const leaseEnd = sql`clock_timestamp() + make_interval(mins => ${LEASE_MINUTES}::int)`

export const takenBy = (memberId: string) => sql`holder_id = ${memberId}::uuid, held_since = clock_timestamp(),
  lease_until = ${leaseEnd}, ${awake}, ${forNobody}`

/** An item that sleeps is claimed as it was seen, and is due again from now on: the caller has worked out when. */
export interface SeenAsleep {
  version: number
  dueAt: Date | null
}

/** Null = the item was not free (or is not there): nothing was changed, ask `findItem` why. */
export async function claim(actor: Actor, id: string, asleep: SeenAsleep | null, marks?: Marks) {
  const targets = [{ id, version: asleep?.version ?? null }]
  const guard = asleep ? isFree : sql`${isFree} AND ${isAwake}`
  const set = sql`${takenBy(actor.memberId)}${asleep ? sql`, due_at = ${asleep.dueAt}` : Prisma.empty}`
  const rows = await change(actor, {
    kind: 'claim',
    chosen: wantedRows(actor, targets, guard),
    set,
    also: takeOver(actor.memberId),
    marks,
  })
  return rows[0] ?? null
}

/**
 * Takes the free item that is first in turn for this member. SKIP LOCKED: members who ask at the same moment get
 * different items and wait for nobody. `patiently` waits for rows that are locked for a moment (the worker counts a
 * flag) instead of passing them over.
 */
export async function claimFirst(actor: Actor, patiently = false, marks?: Marks): Promise<ChangedRow | null> {
  const set = takenBy(actor.memberId)
  const also = takeOver(actor.memberId)
  const rows = await change(actor, { kind: 'claim', chosen: firstInTurn(actor, patiently), set, also, marks })
  return rows[0] ?? null
}

/** A lease is never shortened by an extension: work on an item must not end a longer hold. */
export async function extend(actor: Actor, id: string, version: number, marks?: Marks) {
  const set = sql`lease_until = greatest(i.lease_until, ${leaseEnd})`
  return one(change(actor, { kind: 'extend', chosen: mine(actor, id, version), set, marks }))
}

/**
 * Holds for so many minutes from now: longer than a lease, or shorter than a hold before. Never longer than `maxMinutes`
 * since the claim, however often it is asked for; then one lease more.
 */
export async function hold(
  actor: Actor,
  id: string,
  { version, minutes, maxMinutes }: { version: number; minutes: number; maxMinutes: number },
  marks?: Marks,
) {
  const longest = sql`greatest(i.held_since + make_interval(mins => ${maxMinutes}::int), ${leaseEnd})`
  const set = sql`lease_until = least(clock_timestamp() + make_interval(mins => ${minutes}::int), ${longest})`
  return one(change(actor, { kind: 'hold', chosen: mine(actor, id, version), set, marks }))
}

export async function release(actor: Actor, id: string, version: number, marks?: Marks) {
  return one(
    change(actor, { kind: 'release', chosen: mine(actor, id, version), set: noHolder, also: leaveToPopp(), marks }),
  )
}

export const mine = (actor: Actor, id: string, version: number) =>
  wantedRows(actor, [{ id, version }], isMine(actor.memberId))

const one = async (rows: Promise<ChangedRow[]>) => (await rows)[0] ?? null

/** Frees what the member holds. Rows are locked in the worker's order (by id), so the two cannot deadlock. */
export async function releaseAll({ organizationId, memberId }: Actor, tx: Tx): Promise<string[]> {
  const freed = await tx.$queryRaw<{ id: string; recordKey: string; facts: Prisma.InputJsonObject }[]>(sql`
    UPDATE review_items SET ${noHolder}, version = version + 1
    WHERE organization_id = ${organizationId}::uuid AND id IN (
      SELECT id FROM review_items WHERE organization_id = ${organizationId}::uuid AND state = 'open'
        AND holder_id = ${memberId}::uuid AND lease_until > clock_timestamp() ORDER BY id FOR UPDATE
    ) RETURNING id, record_key AS "recordKey", ${afterFacts} AS facts`)
  for (const { id, facts } of freed) {
    const entry = { memberId, action: 'claim-released', subjectType: 'review-item', subjectId: id } as const
    await appendAudit(organizationId, tx, { ...entry, facts })
  }
  const recordKeys = freed.map(({ recordKey }) => recordKey)
  await leaveAllToPopp(organizationId, tx, recordKeys)
  return recordKeys
}
