/** How far the database's clock is ahead of this browser's, in ms, as of its last answer. */
let offset = 0

/** Leases are judged by the database's clock: a laptop that is minutes off must not see them end early or late. */
export function noteServerTime(iso: string, received = Date.now()): void {
  const ahead = Date.parse(iso) - received
  if (!Number.isNaN(ahead)) offset = ahead
}

/** The browser's `now` on the database's clock. */
export const toServerTime = (now: number) => now + offset
