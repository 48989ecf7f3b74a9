import { db } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import { readConversationAnswer } from '@/lib/popp/client/conversation'
import { parseJson } from '@/lib/popp/json'
import { findNewestAnswer } from './answer-store'
import { findConnection } from './store'

/** How the candidate can be reached. */
export interface Contact {
  phone: string | null
  email: string | null
}

/**
 * As Get Conversation told it last. It stands in the answer alone, not in events or rows, and goes with it (`docs/operations.md`,
 * what is kept). Null = Popp told neither.
 */
export async function findContact(
  organizationId: OrganizationId,
  { recordKey, recordId }: { recordKey: string; recordId: string },
): Promise<Contact | null> {
  const kept = await findNewestAnswer(organizationId, recordKey, 'get-conversation')
  const json = kept && parseJson(kept.body)
  if (!json?.ok) return null
  const { poppOrganizationId } = await findConnection(organizationId, db())
  const told = readConversationAnswer(json.value, recordId, poppOrganizationId)
  const [phone, email] = [told?.phoneNumber ?? null, told?.emailAddress ?? null]
  return phone || email ? { phone, email } : null
}
