import type { QueryClient } from '@tanstack/react-query'
import { toServerTime } from '@/lib/reviews/client-clock'
import type { InboxCounts, InboxPage, ReviewItem, ReviewItemDetail } from '@/lib/reviews/schema'

/** The database counts microseconds, we count milliseconds: asked at the very moment it might still say "held". */
const GRACE_MS = 50
/** A timer longer than 24 days fires at once. */
const LONGEST_MS = 24 * 60 * 60_000
/** One answer is written into several queries: they are looked through once. */
const SETTLE_MS = 20

/** Any answer that the browser keeps under `['review-items']`. */
type Known = Partial<InboxCounts> & Partial<ReviewItemDetail> & { pages?: InboxPage[] }

/** The moments at which what is known changes by itself: a lease or a snooze ends, a due time passes. */
function endsOf(known: Known | undefined): (string | null | undefined)[] {
  if (!known) return []
  const items = [...(known.pages?.flatMap(({ rows }) => rows) ?? []), ...(known.item ? [known.item] : [])]
  const counts = [known, ...(known.pages?.map((page) => page.counts) ?? [])]
  return [
    ...items.filter(({ state }) => state === 'open').flatMap(itemEnds),
    ...counts.flatMap(({ othersUntil, snoozedUntil }) => [othersUntil, snoozedUntil]),
  ]
}

const itemEnds = ({ holder, snooze, dueAt }: ReviewItem) => [holder?.until, snooze?.until, dueAt]

/** The first of them after `now`, in ms on the database's clock; Infinity when nothing known ends. */
export function nextEnd(client: QueryClient, now: number): number {
  const known = client.getQueriesData<Known>({ queryKey: ['review-items'] })
  const ends = known.flatMap(([, data]) => endsOf(data)).map((end) => (end ? Date.parse(end) : Number.NaN))
  return ends.reduce((first, end) => (end > now && end < first ? end : first), Number.POSITIVE_INFINITY)
}

/**
 * Calls `refetch` at the moment when something known ends by itself, so that list and counts are true then also when no
 * message comes. Returns the way to stop it.
 */
export function watchEnds(client: QueryClient, refetch: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let settling: ReturnType<typeof setTimeout> | undefined
  const plan = () => {
    settling = undefined
    clearTimeout(timer)
    const now = toServerTime(Date.now())
    const end = nextEnd(client, now)
    if (end === Number.POSITIVE_INFINITY) return
    timer = setTimeout(
      () => {
        if (toServerTime(Date.now()) >= end) refetch()
        plan()
      },
      Math.min(end - now + GRACE_MS, LONGEST_MS),
    )
  }
  const unsubscribe = client.getQueryCache().subscribe((event) => {
    const isNews = event.type === 'updated' && event.action.type === 'success'
    if (isNews && event.query.queryKey[0] === 'review-items') settling ??= setTimeout(plan, SETTLE_MS)
  })
  plan()
  return () => {
    unsubscribe()
    clearTimeout(timer)
    clearTimeout(settling)
  }
}
