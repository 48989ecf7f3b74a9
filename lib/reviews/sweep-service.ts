import { announce } from './command'
import { hasEnded, type SweptRow, sweepLeases, sweepSnoozes } from './sweep-store'

const AT_ONCE = 500

/**
 * Ends what has ended by itself, in rows and trail, and tells every browser. Nothing depends on it: every statement
 * judges a lease and a snooze by the clock. It makes the end visible at once, and writes it down once.
 * @returns how many items; as many as were asked for means that there may be more
 */
export async function sweepEnded(atOnce = AT_ONCE): Promise<number> {
  if (!(await hasEnded())) return 0
  const swept: SweptRow[] = [...(await sweepLeases(atOnce)), ...(await sweepSnoozes(atOnce))]
  for (const { organizationId, recordKey } of swept) announce(organizationId, recordKey)
  return swept.length
}
