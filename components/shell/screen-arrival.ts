import type { DehydratedState, QueryClient } from '@tanstack/react-query'

/** A screen without data of its own (not found, an error) never says that it stands. */
const GIVE_UP_MS = 4_000

let standing = false
const waiting = new Set<() => void>()

/**
 * Runs `begin` once the first screen stands. Until React has taken over the server's page, nothing may change what it is
 * drawn from: it would differ from the page and be thrown away. Returns a way to call it off.
 */
export function whenScreenStands(begin: () => void): () => void {
  if (standing) {
    begin()
    return () => {}
  }
  waiting.add(begin)
  const timer = setTimeout(screenStands, GIVE_UP_MS)
  return () => {
    clearTimeout(timer)
    waiting.delete(begin)
  }
}

function screenStands() {
  standing = true
  const all = [...waiting]
  waiting.clear()
  for (const begin of all) begin()
}

/**
 * A page's data was read by the server before the page travelled. The first time the live stream, which starts now, looks
 * for what changed meanwhile; later pages bring data that no message since can have refreshed, so it is fetched again.
 */
export function screenArrived(client: QueryClient, { queries }: DehydratedState): void {
  if (!standing) screenStands()
  else for (const { queryKey } of queries) void client.invalidateQueries({ queryKey, exact: true })
}
