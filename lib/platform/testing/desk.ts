import type { SignedInMember } from '@/lib/members/domain'
import type { Role } from '@/lib/members/schema'
import { db } from '../db'
import { newId } from '../ids'
import { type OrganizationId, vouchedOrganizationId } from '../tenant'
import { type ConversationColumns, conversationRow, type ItemColumns, itemRow } from './desk-rows'

const SESSION_MS = 3_600_000

/** One organization in the file's own database, and what a test needs in it. */
export interface Desk {
  organizationId: OrganizationId
  organizationName: string
  /** With a user and a live session of their own, as a cookie would name it. */
  member: (role?: Role, name?: string) => Promise<SignedInMember>
  conversation: (columns?: ConversationColumns) => Promise<{ recordKey: string }>
  /** An open review item, free unless the columns say otherwise, with a conversation of its own unless they name one. */
  reviewItem: (columns?: ItemColumns, conversation?: ConversationColumns) => Promise<{ id: string; recordKey: string }>
}

/** Creates an organization. Needs `useTestDatabase()` in the calling file. */
export async function createDesk(organizationName = 'Test Talent'): Promise<Desk> {
  const organizationId = vouchedOrganizationId(newId())
  await db().organization.create({
    data: { id: organizationId, name: organizationName, poppOrganizationId: `org_${organizationId}` },
  })
  return {
    organizationId,
    organizationName,
    member: (role = 'recruiter', name = `A ${role}`) => createMember(organizationId, organizationName, role, name),
    conversation: (columns) => createConversation(organizationId, columns),
    reviewItem: (columns, conversation) => createReviewItem(organizationId, columns, conversation),
  }
}

async function createMember(
  organizationId: OrganizationId,
  organizationName: string,
  role: Role,
  name: string,
): Promise<SignedInMember> {
  const [memberId, userId, sessionId] = [newId(), newId(), newId()]
  const email = `${userId}@example.test`
  await db().user.create({ data: { id: userId, email, name } })
  await db().member.create({ data: { organizationId, id: memberId, userId, role } })
  const expiresAt = new Date(Date.now() + SESSION_MS)
  await db().session.create({ data: { id: sessionId, userId, organizationId, expiresAt } })
  return { organizationId, organizationName, memberId, userId, sessionId, name, email, role }
}

async function createConversation(organizationId: OrganizationId, columns: ConversationColumns = {}) {
  const data = conversationRow(organizationId, columns)
  await db().conversation.create({ data })
  return { recordKey: data.recordKey }
}

async function createReviewItem(
  organizationId: OrganizationId,
  columns: ItemColumns = {},
  conversation: ConversationColumns = {},
) {
  const recordKey = columns.recordKey ?? (await createConversation(organizationId, conversation)).recordKey
  const data = itemRow(organizationId, { ...columns, recordKey })
  await db().reviewItem.create({ data })
  return { id: data.id, recordKey }
}
