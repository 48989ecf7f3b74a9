import type { Tx } from '@/lib/platform/db'
import { Prisma } from '@/prisma/generated/client'
import type { LeasedCall } from './handler'

const { sql } = Prisma

/** A call's attempt: what it came to is written only while it is this one that counts. */
type Attempt = Pick<LeasedCall, 'organizationId' | 'id' | 'attempts'>

type Written = 'done' | 'failed' | 'unclear' | 'cancelled'

/** @returns false when the lease had ended and somebody else has taken the call since */
export async function finishCall(tx: Tx, attempt: Attempt, state: Written, error: string | null): Promise<boolean> {
  const set = sql`state = ${state}::outward_state, error = ${error}, finished_at = now(), lease_until = NULL`
  return (await tx.$executeRaw(update(attempt, set))) === 1
}

/** Due again after so many seconds. */
export async function postponeCall(tx: Tx, attempt: Attempt, error: string, seconds: number): Promise<boolean> {
  const set = sql`state = 'waiting', error = ${error}, lease_until = NULL,
    due_at = now() + make_interval(secs => ${seconds}::double precision)`
  return (await tx.$executeRaw(update(attempt, set))) === 1
}

const update = ({ organizationId, id, attempts }: Attempt, set: Prisma.Sql) => sql`
  UPDATE outward_calls SET ${set}
  WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid AND state = 'sending' AND attempts = ${attempts}`
