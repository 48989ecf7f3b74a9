import type { CommandResult } from '@/lib/reviews/command'
import type { ReviewItem } from '@/lib/reviews/schema'
import { db } from '../db'

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
