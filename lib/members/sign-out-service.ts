import { releaseAll } from '@/lib/reviews/claim-store'
import { announce } from '@/lib/reviews/command'
import { endSession } from './service'

/**
 * Ends a session and frees what its member holds, in one transaction. A claim of the same moment either commits before,
 * and is freed here, or is refused: every command locks its session.
 */
export async function signOut(sessionId: string): Promise<void> {
  let released: string[] = []
  const ended = await endSession(sessionId, async (tx, { organizationId, memberId }) => {
    if (memberId) released = await releaseAll({ organizationId, memberId }, tx)
  })
  if (ended) for (const recordKey of released) announce(ended.organizationId, recordKey)
}
