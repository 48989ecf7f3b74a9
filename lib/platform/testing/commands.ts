import { releaseAll } from '@/lib/reviews/claim-store'
import type { CommandResult } from '@/lib/reviews/command'
import type { ReviewItem } from '@/lib/reviews/schema'
import { db, transaction } from '../db'
import type { OrganizationId } from '../tenant'

/** What a command that must have worked answers. */
export async function granted(result: Promise<CommandResult>): Promise<{ item: ReviewItem; actionId: string }> {
  const told = await result
  if (!told.ok) throw new Error(told.reason)
  return { item: told.item, actionId: told.actionId! }
}

/** "ok", or why not. */
export const outcomeOf = (result: CommandResult) => (result.ok ? 'ok' : result.reason)

/** Lets a claim end now: backdated, instead of waiting for a quarter of an hour. */
export const lapse = (id: string) =>
  db().$executeRaw`
    UPDATE review_items SET lease_until = clock_timestamp() - interval '1 second'
    WHERE id = ${id}::uuid AND holder_id IS NOT NULL`

/** Lets a snooze end now. */
export const endSnooze = (id: string) =>
  db().$executeRaw`UPDATE review_items SET snoozed_until = clock_timestamp() - interval '1 second'
    WHERE id = ${id}::uuid AND snoozed_until IS NOT NULL`

/** Frees what a member holds, as sign-out, deactivation and role loss do in their transactions. @returns how many */
export const releaseAllOf = async (organizationId: OrganizationId, memberId: string): Promise<number> =>
  (await transaction((tx) => releaseAll({ organizationId, memberId }, tx))).length
