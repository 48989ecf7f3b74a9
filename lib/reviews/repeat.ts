import type { Actor } from './claim-store'
import type { CommandResult } from './command'
import { type ItemRow, toItem } from './item'
import { findResolution } from './resolution-store'
import type { ResolveRequest } from './schema'

/**
 * Answers a resolve whose key was used before; null when it was not. A repeated request asks for the very same thing and
 * presents the version it first saw, which that resolution has raised since. Anything else under an old key (another
 * item, another outcome, a second resolve after an undo) must not be answered "done".
 */
export async function answerRepeated(
  actor: Actor,
  row: ItemRow,
  request: ResolveRequest,
): Promise<CommandResult | null> {
  const earlier = await findResolution(actor, request.idempotencyKey)
  if (!earlier) return null
  const isSame =
    earlier.reviewItemId === row.id &&
    earlier.outcome === request.outcome &&
    (earlier.reason ?? '') === request.reason &&
    request.version < row.version
  return isSame ? { ok: true, item: toItem(row) } : { ok: false, reason: 'key-reused', item: toItem(row) }
}
