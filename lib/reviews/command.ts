import type { SignedInMember } from '@/lib/members/domain'
import { isUuid } from '@/lib/platform/ids'
import { publish } from '@/lib/platform/live'
import { type Command, decide, type Refusal } from './domain'
import { type ItemRow, toItem } from './item'
import type { ReviewItem } from './schema'
import { findItem } from './store'

/** `item` is the item as it was when the refusal was decided. */
type Refused = (Refusal | { ok: false; reason: 'key-reused' }) & { item: ReviewItem }
export type CommandResult =
  | { ok: true; item: ReviewItem }
  | { ok: false; reason: 'not-found'; item?: undefined }
  | Refused

/** A refusal that is out of date by the time it is explained is tried again, this often. */
const TRIES_MAX = 20

interface Attempt {
  /** The guarded statement: null = it changed nothing. */
  change: () => Promise<ItemRow | null>
  /** The same command in the domain's words, to explain why nothing was changed. */
  command: (row: ItemRow) => Command
  /** An answer that goes before any refusal (a repeated request). */
  repeated?: (row: ItemRow) => Promise<CommandResult | null>
}

/**
 * Tries the statement; when it changed nothing, reads the item and lets the domain say why. Between the two somebody may
 * have freed the item, so that the domain finds nothing to refuse: then the statement gets another go.
 */
export async function attempt(member: SignedInMember, id: string, { change, command, repeated }: Attempt) {
  if (!isUuid(id)) return notFound
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const changed = await change()
    if (changed) return done(member, changed)
    const row = await findItem(member.organizationId, id)
    if (!row) return notFound
    const answer = (await repeated?.(row)) ?? explain(row, command(row), member.memberId)
    if (answer) return answer
  }
  throw new Error(`review item ${id}: the statement refuses what the domain allows`)
}

const notFound: CommandResult = { ok: false, reason: 'not-found' }

function explain(row: ItemRow, command: Command, memberId: string): CommandResult | null {
  const decision = decide(row, command, memberId, row.now)
  return decision.ok ? null : { ...decision, item: toItem(row) }
}

/** Tells every open browser, after the commit. */
export function done({ organizationId }: SignedInMember, row: ItemRow): CommandResult & { ok: true } {
  announce(organizationId, row.recordKey)
  return { ok: true, item: toItem(row) }
}

export const announce = (organizationId: SignedInMember['organizationId'], recordKey: string) =>
  publish(organizationId, 'review-items', `conversation:${recordKey}`, 'conversations')
