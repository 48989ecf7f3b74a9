import type { SignedInMember } from '@/lib/members/domain'
import { mayDecide } from '@/lib/members/reviewer-store'
import { isUuid } from '@/lib/platform/ids'
import { publish } from '@/lib/platform/live'
import { type Command, decide, type Refusal } from './domain'
import { type ItemRow, toItem } from './item'
import type { ReviewItem } from './schema'
import { findItem } from './store'
import type { ActionKind, Actor, ChangedRow, Marks } from './transition-store'
import { findKeyed } from './undo-store'

/** What the domain cannot see: a key's other use, a member who may not act (any more), an action that cannot be undone. */
type OtherReason = 'key-reused' | 'not-allowed' | 'changed-since' | 'undo-too-late' | 'not-connected'
/** `item` is the item as it was when the refusal was decided. */
type Refused = (Refusal | { ok: false; reason: OtherReason }) & { item: ReviewItem }
export type CommandResult =
  | { ok: true; item: ReviewItem; actionId: string | null }
  | { ok: false; reason: 'not-found' | 'nothing-to-undo'; item?: undefined }
  | Refused

/** A refusal that is out of date by the time it is explained is tried again, this often. */
const TRIES_MAX = 20

interface Attempt {
  /** The guarded statement: null = it changed nothing. `seen`: the item as it was when the last try was explained. */
  change: (seen: ItemRow | null) => Promise<ChangedRow | null>
  /** The same command in the domain's words, to explain why nothing was changed. */
  command: (row: ItemRow) => Command
  /** The statement needs the item as it is now (to work out a due time): it is read first. */
  readFirst?: boolean
  /** An answer that goes before any refusal (a repeated request). */
  repeated?: (row: ItemRow) => Promise<CommandResult | null>
}

/**
 * Tries the statement; when it changed nothing, reads the item and lets the domain say why. Between the two somebody may
 * have freed the item, so that the domain finds nothing to refuse: then the statement gets another go.
 */
export async function attempt(member: SignedInMember, id: string, wanted: Attempt): Promise<CommandResult> {
  const { change, command, repeated, readFirst } = wanted
  if (!isUuid(id)) return notFound
  const { organizationId, memberId } = member
  let seen = readFirst ? await findItem(organizationId, id) : null
  if (readFirst && !seen) return notFound
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const changed = await change(seen)
    if (changed) return done(member, changed)
    seen = await findItem(organizationId, id)
    if (!seen) return notFound
    const answer = (await repeated?.(seen)) ?? explain(seen, command(seen), memberId)
    if (answer) return answer
    if (!(await mayDecide(member))) return { ok: false, reason: 'not-allowed', item: toItem(seen) }
  }
  throw new Error(`review item ${id}: the statement refuses what the domain allows`)
}

/** Answers a command whose idempotency key was used before: for the same, as then; for anything else it is refused. */
export async function answerKeyed(member: Actor, row: ItemRow, kind: ActionKind, { idempotencyKey, asked }: Marks) {
  const earlier = idempotencyKey ? await findKeyed(member, idempotencyKey) : null
  if (!earlier) return null
  const asksSame = earlier.asked === null || earlier.asked === asked
  const isSame = earlier.reviewItemId === row.id && earlier.kind === kind && asksSame
  return isSame
    ? { ok: true as const, item: toItem(row), actionId: earlier.id }
    : { ok: false as const, reason: 'key-reused' as const, item: toItem(row) }
}

/** For `attempt`: the same key again is answered like the first time, whatever has become of the item since. */
export const keyed = (member: SignedInMember, kind: ActionKind, marks: Marks) => ({
  repeated: (row: ItemRow) => answerKeyed(member, row, kind, marks),
})

export const firstOf = async (rows: Promise<ChangedRow[]>) => (await rows)[0] ?? null

export const notFound: CommandResult = { ok: false, reason: 'not-found' }

export function explain(row: ItemRow, command: Command, memberId: string): Refused | null {
  const decision = decide(row, command, memberId, row.now)
  return decision.ok ? null : { ...decision, item: toItem(row) }
}

/** Tells every open browser, after the commit. */
export function done({ organizationId }: SignedInMember, row: ChangedRow): CommandResult & { ok: true } {
  announce(organizationId, row.recordKey)
  return { ok: true, item: toItem(row), actionId: row.actionId }
}

export const announce = (organizationId: SignedInMember['organizationId'], recordKey: string) =>
  publish(organizationId, 'review-items', `conversation:${recordKey}`, 'conversations')
