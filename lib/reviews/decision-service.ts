import type { SignedInMember } from '@/lib/members/domain'
import { storableText } from '@/lib/popp/envelope'
import { attempt, type CommandResult, firstOf, keyed } from './command'
import type { Command } from './domain'
import { answerRepeated, asking } from './repeat'
import { reopen, resolve } from './resolution-store'
import type { ResolveRequest } from './schema'
import type { Marks } from './transition-store'

const REASON_MAX = 5_000

/**
 * Closes an item that the member holds. The same idempotency key again is answered like the first time and resolves
 * nothing twice, also when both arrive together; the key for anything else is refused as `key-reused`.
 */
export function resolveItem(member: SignedInMember, id: string, request: ResolveRequest): Promise<CommandResult> {
  const storable = { ...request, reason: storableText(request.reason, REASON_MAX) }
  const { version, idempotencyKey: key } = storable
  return attempt(member, id, {
    change: () => firstOf(resolve(member, [{ id, version }], storable, { key, marks: { idempotencyKey: key } })),
    command: (row): Command => ({ kind: 'resolve', ...storable, aiOutcome: row.aiOutcome }),
    repeated: (row) => answerRepeated(member, row, storable),
  })
}

/** Opens a resolved item again, held by the member who asks, with the reason as a note. */
export function reopenItem(
  member: SignedInMember,
  id: string,
  request: { version: number; reason: string },
  given: Marks = {},
): Promise<CommandResult> {
  const { version } = request
  const reason = storableText(request.reason, REASON_MAX)
  const marks = asking(given, reason)
  return attempt(member, id, {
    change: async () => (reason ? reopen(member, { id, version }, reason, marks) : null),
    command: () => ({ kind: 'reopen', version, reason }),
    ...keyed(member, 'reopen', marks),
  })
}
