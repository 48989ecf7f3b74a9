import { db } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'

export interface Recipient {
  /** As Popp knows the conversation. */
  recordId: string
  optedOut: boolean
}

/** The conversation as it is at this moment: she may have opted out since the words were written. Null = it is gone. */
export const findRecipient = (organizationId: OrganizationId, recordKey: string): Promise<Recipient | null> =>
  db().conversation.findUnique({
    where: { organizationId_recordKey: { organizationId, recordKey } },
    select: { recordId: true, optedOut: true },
  })

/** The words, sealed, of this conversation's other replies that were sent since. */
export async function listSentReplies(organizationId: OrganizationId, recordKey: string, since: Date, but: string) {
  const rows = await db().outwardCall.findMany({
    where: { organizationId, recordKey, kind: 'reply', state: 'done', finishedAt: { gte: since }, id: { not: but } },
    select: { payload: true },
  })
  return rows.flatMap(({ payload }) => payload ?? [])
}
