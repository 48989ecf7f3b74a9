import { answerKeyed, type CommandResult } from './command'
import { type ItemRow, toItem } from './item'
import { findResolution } from './resolution-store'
import type { ResolveRequest } from './schema'
import type { ActionKind, Actor } from './transition-store'
import { type ToldFacts, toldOf } from './undo-store'

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
  if (!earlier) return answerKeyed(actor, row, 'resolve', request.idempotencyKey)
  const isSame =
    earlier.reviewItemId === row.id &&
    earlier.outcome === request.outcome &&
    (earlier.reason ?? '') === request.reason &&
    (row.state === 'resolved' || request.version < row.version)
  return isSame
    ? { ok: true, item: toItem(row), actionId: earlier.id }
    : { ok: false, reason: 'key-reused', item: toItem(row) }
}

/** `answerKeyed` for a command that asks for something: asked for something else under its key, it is refused. */
export async function answerSame(
  actor: Actor,
  row: ItemRow,
  [kind, key]: readonly [ActionKind, string | undefined],
  asksSame: (told: ToldFacts) => boolean,
): Promise<CommandResult | null> {
  const answer = await answerKeyed(actor, row, kind, key)
  if (!answer?.ok) return answer
  const told = await toldOf(actor, answer.actionId)
  return !told || asksSame(told) ? answer : { ok: false, reason: 'key-reused', item: answer.item }
}
