import { db, type Tx } from '@/lib/platform/db'
import { Prisma } from '@/prisma/generated/client'
import type { LeasedCall } from './handler'

const { sql } = Prisma

/** A call's attempt: what it came to is written only while it is this one that counts. */
type Attempt = Pick<LeasedCall, 'organizationId' | 'id' | 'attempts'>

type Written = 'done' | 'failed' | 'unclear' | 'cancelled'

/** Whether the attempt still counts, and for as long as a call takes: nobody has taken it for dead. */
export async function isStillOurs({ organizationId, id, attempts }: Attempt): Promise<boolean> {
  const rows = await db().$queryRaw<unknown[]>`
    SELECT id FROM outward_calls WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid AND state = 'sending'
      AND attempts = ${attempts} AND lease_until > now()`
  return rows.length === 1
}

/** @returns false when the lease had ended and somebody else has taken the call since */
export async function finishCall(tx: Tx, attempt: Attempt, state: Written, error: string | null): Promise<boolean> {
  const set = sql`state = ${state}::outward_state, error = ${error}, finished_at = now(), lease_until = NULL`
  return (await tx.$executeRaw(update(attempt, set))) === 1
}

/** Due again after so many seconds. */
export async function postponeCall(tx: Tx, attempt: Attempt, error: string, seconds: number): Promise<boolean> {
  const set = sql`state = 'waiting', error = ${error}, lease_until = NULL, finished_at = NULL,
    due_at = now() + make_interval(secs => ${seconds}::double precision)`
  return (await tx.$executeRaw(update(attempt, set))) === 1
}

/** It was said of the attempt that nobody knows, because its worker seemed dead. */
export async function isTakenForDead(tx: Tx, { organizationId, id, attempts }: Attempt): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT id FROM outward_calls WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid
      AND state = 'unclear' AND error = 'worker-died' AND attempts = ${attempts} FOR UPDATE`
  return rows.length === 1
}

/** What is known goes before a "nobody knows" that was written while the worker could not reach the database. */
const isOurs = sql`(state = 'sending' OR state = 'unclear' AND error = 'worker-died')`

const update = ({ organizationId, id, attempts }: Attempt, set: Prisma.Sql) => sql`
  UPDATE outward_calls SET ${set}
  WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid AND ${isOurs} AND attempts = ${attempts}`
