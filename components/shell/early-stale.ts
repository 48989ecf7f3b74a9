import type { Query, QueryClient } from '@tanstack/react-query'

/**
 * What is told stale while its first answer is on its way is asked for again when that has come: it may have been read
 * before the change. The library cancels and repeats only what has data already; the first fetch it lets count for both.
 */
export function refetchEarlyStale(client: QueryClient): void {
  const early = new WeakSet<Query>()
  client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated') return
    const { query, action } = event
    if (action.type === 'invalidate' && query.state.data === undefined && query.state.fetchStatus !== 'idle')
      early.add(query)
    if (action.type === 'success' && !action.manual && early.delete(query))
      void client.invalidateQueries({ queryKey: query.queryKey, exact: true })
  })
}
