import { db } from '../db'
import { newId } from '../ids'
import type { OrganizationId } from '../tenant'
import { type ConversationColumns, conversationRow, type ItemColumns, itemRow } from './desk-rows'

/** Open review items with a conversation of their own each, by two inserts however many they are; their ids rise with `n`. */
export async function createReviewItems(
  organizationId: OrganizationId,
  count: number,
  columnsOf: (n: number) => { item?: ItemColumns; conversation?: ConversationColumns } = () => ({}),
) {
  const given = Array.from({ length: count }, (_, n) => columnsOf(n))
  const conversations = given.map(({ conversation = {} }) => conversationRow(organizationId, conversation))
  // Ids of the same millisecond are in no order by themselves.
  const ids = given.map(() => newId()).sort()
  const items = given.map(({ item = {} }, n) =>
    itemRow(organizationId, { id: ids[n]!, ...item, recordKey: conversations[n]!.recordKey }),
  )
  await db().conversation.createMany({ data: conversations })
  await db().reviewItem.createMany({ data: items })
  return items.map(({ id }, n) => ({ id, recordKey: conversations[n]!.recordKey }))
}
