import type { QueryClient } from '@tanstack/react-query'

/** What a message makes stale, by query. `everything` after a gap in the stream. */
export type Stale =
  | 'everything'
  | 'review-items'
  | 'review-details'
  | 'conversation-lists'
  | 'conversation-details'
  | `conversation:${string}`
  | 'deliveries'
  | 'presence'
  | 'notifications'
  | 'settings'
  | 'members'
  | 'views'
  | 'outward-calls'
  | 'replays'
  | 'issues'
  | 'reconciles'

/**
 * The topics of one message as stale queries. A burst names no single conversation: 'conversations' without any
 * `conversation:…` beside it means that any of them may have changed, those under review items included.
 */
export function staleBy(topics: readonly string[]): Stale[] {
  const single = topics.filter((topic): topic is `conversation:${string}` => topic.startsWith('conversation:'))
  const stale: Stale[] = [...single]
  if (topics.includes('review-items')) stale.push('review-items')
  if (topics.includes('deliveries')) stale.push('deliveries')
  if (topics.includes('presence')) stale.push('presence')
  if (topics.includes('notifications')) stale.push('notifications')
  if (topics.includes('members')) stale.push('members')
  if (topics.includes('settings')) stale.push('settings')
  if (topics.includes('views')) stale.push('views')
  if (topics.includes('outward-calls')) stale.push('outward-calls')
  if (topics.includes('replays')) stale.push('replays')
  if (topics.includes('issues')) stale.push('issues')
  if (topics.includes('reconciles')) stale.push('reconciles')
  if (topics.includes('conversations')) {
    stale.push('conversation-lists')
    if (single.length === 0) stale.push('conversation-details', 'review-details')
  }
  return stale
}

/** At most four refetches a second, however fast things change. */
const GAP_MS = 250

/**
 * Refetches at once when idle; what changes meanwhile shares the next one. Every change is followed by a refetch that
 * began after it, and a stream of changes cannot starve the screen by cancelling each refetch with the next.
 */
export function createRefetcher(refetch: (stale: ReadonlySet<Stale>) => Promise<unknown>, gapMs = GAP_MS) {
  const waiting = new Set<Stale>()
  let running = false
  const run = async () => {
    running = true
    while (waiting.size > 0) {
      const batch = new Set(waiting)
      waiting.clear()
      await Promise.allSettled([refetch(batch), new Promise((resolve) => setTimeout(resolve, gapMs))])
    }
    running = false
  }
  return (stale: readonly Stale[]) => {
    for (const one of stale) waiting.add(one)
    if (!running && waiting.size > 0) void run()
  }
}

/** Marks them stale; those on screen are refetched now, the others when they are shown. */
export function refetchStale(client: QueryClient, stale: ReadonlySet<Stale>): Promise<unknown> {
  if (stale.has('everything')) return client.invalidateQueries()
  return Promise.all([...stale].map((one) => invalidate(client, one)))
}

function invalidate(client: QueryClient, stale: Stale): Promise<unknown> {
  switch (stale) {
    case 'review-items':
    case 'deliveries':
    case 'presence':
    case 'notifications':
    case 'settings':
    case 'views':
    case 'outward-calls':
    case 'replays':
    case 'issues':
    case 'reconciles':
      return client.invalidateQueries({ queryKey: [stale] })
    case 'members':
      return client.invalidateQueries({ queryKey: ['members', 'directory'] })
    case 'review-details':
      return client.invalidateQueries({ queryKey: ['review-items', 'detail'] })
    case 'conversation-lists':
      return client.invalidateQueries({ queryKey: ['conversations', 'list'] })
    case 'conversation-details':
      return client.invalidateQueries({ queryKey: ['conversations', 'detail'] })
    default:
      return invalidateConversation(client, stale.slice('conversation:'.length))
  }
}

const invalidateConversation = (client: QueryClient, recordKey: string) =>
  Promise.all([
    client.invalidateQueries({ queryKey: ['conversations', 'detail', recordKey] }),
    client.invalidateQueries({
      queryKey: ['review-items', 'detail'],
      // One that is still on its way may be of it.
      predicate: ({ state: { data } }) => {
        const detail = data as { conversation?: { recordKey: string } } | undefined
        return detail === undefined || detail.conversation?.recordKey === recordKey
      },
    }),
  ])
