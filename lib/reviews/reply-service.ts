import type { SignedInMember } from '@/lib/members/domain'
import { isConnected } from '@/lib/outbox/service'
import { publish } from '@/lib/platform/live'
import { storableText } from '@/lib/popp/envelope'
import { answerKeyed, attempt, type CommandResult, firstOf } from './command'
import { type ItemRow, toItem } from './item'
import { asking } from './repeat'
import { reply } from './reply-store'
import { REPLY_MAX } from './schema'
import type { Marks } from './transition-store'

/**
 * Writes to the candidate as the recruiter, in Popp: after the undo window, behind a take-over. Only who holds the item
 * does, and nobody to a candidate who opted out. The same key again is one message.
 */
export async function replyToCandidate(
  member: SignedInMember,
  id: string,
  request: { version: number; text: string },
  marks: Marks = {},
): Promise<CommandResult> {
  const { version } = request
  const text = storableText(request.text, REPLY_MAX)
  const asked = asking(marks, text)
  const result = await attempt(member, id, {
    change: () => firstOf(reply(member, { id, version }, text, asked)),
    command: ({ optedOut }) => ({ kind: 'reply', version, optedOut }),
    repeated: (row) => answer(member, row, asked),
  })
  if (result.ok) publish(member.organizationId, 'outward-calls')
  return result
}

async function answer(member: SignedInMember, row: ItemRow, asked: Marks) {
  const earlier = await answerKeyed(member, row, 'reply', asked)
  if (earlier || (await isConnected(member.organizationId))) return earlier
  return { ok: false as const, reason: 'not-connected' as const, item: toItem(row) }
}
