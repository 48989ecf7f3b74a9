import { createHash } from 'node:crypto'
import { answerKeyed, type CommandResult } from './command'
import { type ItemRow, toItem } from './item'
import { findResolution } from './resolution-store'
import type { ResolveRequest } from './schema'
import type { Actor, Marks } from './transition-store'

/**
 * Answers a resolve whose key was used before; null when it was not. A repeated request asks for the very same thing.
 * On an item that is open again it must also present a version from before: with the present one it is a new decision
 * (a second resolve after an undo), and that must not be answered "done", nor must another item or outcome.
 */
export async function answerRepeated(
  actor: Actor,
  row: ItemRow,
  request: ResolveRequest,
): Promise<CommandResult | null> {
  const earlier = await findResolution(actor, request.idempotencyKey)
  if (!earlier) return answerKeyed(actor, row, 'resolve', request)
  const isSame =
    earlier.reviewItemId === row.id &&
    earlier.outcome === request.outcome &&
    (earlier.reason ?? '') === request.reason &&
    (row.state === 'resolved' || request.version < row.version)
  return isSame
    ? { ok: true, item: toItem(row), actionId: earlier.id }
    : { ok: false, reason: 'key-reused', item: toItem(row) }
}

/**
 * Marks a command with a digest of what it asks for, so that its key for another length, receiver or text is refused. With the
 * key in it: nobody can look for a text by its digest.
 */
export function asking(marks: Marks, ...what: unknown[]): Marks {
  if (!marks.idempotencyKey) return marks
  const asked = createHash('sha256').update(JSON.stringify([marks.idempotencyKey, ...what]))
  return { ...marks, asked: asked.digest('base64url') }
}
