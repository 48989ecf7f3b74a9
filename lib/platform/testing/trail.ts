import { db } from '../db'

type Facts = { version: number; resolutionId?: string }

/** What the audit trail alone says of a review item: for tests that hold it against the row. */
export async function foldTrail(itemId: string) {
  const entries = await db().auditEntry.findMany({ where: { subjectType: 'review-item', subjectId: itemId } })
  const told = entries.map(({ action, memberId, facts }) => ({ action, memberId, ...(facts as Facts) }))
  told.sort((a, b) => a.version - b.version)
  const start = { state: 'open', version: 0, holderId: null as string | null, resolutionId: null as string | null }
  return told.reduce((item, { action, memberId, version, resolutionId = null }) => {
    if (version !== item.version + 1) throw new Error(`the trail skips from version ${item.version} to ${version}`)
    const isHeld = action !== 'claim-released' && action !== 'item-resolved'
    const isResolved = action === 'item-resolved'
    return {
      ...{ version, state: isResolved ? 'resolved' : 'open', holderId: isHeld ? memberId : null },
      resolutionId: isResolved ? resolutionId : null,
    }
  }, start)
}
