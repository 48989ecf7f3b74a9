import type { ReviewItem } from '@/lib/reviews/schema'
import { leaseOf } from './lease'

type Items = readonly ReviewItem[]

/** Of my claims: the one that is in its last minute and ends first. The open item says so itself. */
export function firstEnding(held: Items, memberId: string, openId: string | null, now: number): ReviewItem | null {
  const ending = held.filter((item) => {
    const lease = leaseOf(item, memberId, now)
    return item.id !== openId && lease.kind === 'mine' && lease.ending
  })
  return ending.sort((a, b) => endOf(a) - endOf(b))[0] ?? null
}

/** One warning per lease: extended, or claimed anew, it is another one. */
export const warningKey = ({ id, holder }: ReviewItem) => `${id} ${holder?.until}`

/** What is remembered of my claims: an old list may still name one that was over before it was seen here. */
export const stillSeen = (before: Items, held: Items, memberId: string, now: number): ReviewItem[] =>
  held.filter((item) => leaseOf(item, memberId, now).kind === 'mine' || before.some(({ id }) => id === item.id))

/** The screen's clock may be a little late. */
const TICK_MS = 2_000

/**
 * Those that were mine, are not any more, and whose lease was over by then. Until the server has said so a claim counts
 * as mine: an extension may be under way.
 */
export const overSince = (before: Items, held: Items, openId: string | null, now: number): ReviewItem[] =>
  before.filter((item) => item.id !== openId && endOf(item) <= now + TICK_MS && !held.some(({ id }) => id === item.id))

/** Whether what was mine is in the queue again, or with somebody else: neither decided nor asleep, and not mine anew. */
export const isLost = ({ state, snooze, holder }: ReviewItem, memberId: string) =>
  state === 'open' && !snooze && holder?.memberId !== memberId

/** `/inbox/{id}`: the item on screen. */
export function openItemOf(pathname: string): string | null {
  const [, room, id] = pathname.split('/')
  return room === 'inbox' && id ? decodeURIComponent(id) : null
}

export const endedWords = (names: readonly string[]) =>
  names.length === 1 ? `Your claim on ${names[0]} has ended` : `${names.length} of your claims have ended`

const endOf = ({ holder }: ReviewItem) => (holder ? Date.parse(holder.until) : Number.POSITIVE_INFINITY)
