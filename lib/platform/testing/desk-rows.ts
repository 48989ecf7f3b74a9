import type { Prisma } from '@/prisma/generated/client'
import { newId } from '../ids'
import type { OrganizationId } from '../tenant'

export type ConversationColumns = Partial<Omit<Prisma.ConversationUncheckedCreateInput, 'organizationId'>>
export type ItemColumns = Partial<Omit<Prisma.ReviewItemUncheckedCreateInput, 'organizationId'>>

/** A started conversation of Ada Lovelace that Popp has not decided; every column can be said otherwise. */
export function conversationRow(organizationId: OrganizationId, columns: ConversationColumns) {
  const recordKey = columns.recordKey ?? `conv_${newId()}`
  const now = new Date()
  return {
    recordId: recordKey,
    status: 'ongoing',
    aiOutcome: 'none',
    optedOut: false,
    ended: false,
    firstName: 'Ada',
    lastName: 'Lovelace',
    candidateName: 'Ada Lovelace',
    startedAt: now,
    firstEventAt: now,
    lastEventAt: now,
    eventCount: 1,
    ...columns,
    organizationId,
    recordKey,
  } satisfies Prisma.ConversationUncheckedCreateInput
}

/** An open item, flagged once just now, held by nobody. */
export function itemRow(organizationId: OrganizationId, columns: ItemColumns & { recordKey: string }) {
  const now = new Date()
  return {
    flagCount: 1,
    flaggedAt: now,
    openedAt: now,
    ...columns,
    organizationId,
    id: columns.id ?? newId(),
  } satisfies Prisma.ReviewItemUncheckedCreateInput
}
