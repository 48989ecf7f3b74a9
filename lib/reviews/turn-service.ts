import type { SignedInMember } from '@/lib/members/domain'
import { isReviewer } from '@/lib/members/reviewer-store'
import { dueRules } from '@/lib/organizations/review-settings-service'
import { db, transaction } from '@/lib/platform/db'
import { publish } from '@/lib/platform/live'
import { isUniqueViolation } from '@/lib/platform/unique-violation'
import { storableText } from '@/lib/popp/envelope'
import { answerKeyed, attempt, type CommandResult, firstOf, keyed } from './command'
import { dueAwake, pause } from './due'
import { notifyHandOver } from './hand-over-notice'
import { toItem } from './item'
import { asking } from './repeat'
import type { HandOverTarget } from './schema'
import type { Marks, Target } from './transition-store'
import { handOver, skip, snooze, wake } from './turn-store'

const REASON_MAX = 5_000
const NOTE_MAX = 10_000

/** Puts the item to sleep until then; it wakes by itself, by a new event, or when somebody claims it. */
export async function snoozeItem(
  member: SignedInMember,
  id: string,
  { version, until }: { version: number; until: Date },
  given: Marks = {},
): Promise<CommandResult> {
  const marks = asking(given, until)
  const rules = await dueRules(member.organizationId, db())
  const target = { id, version }
  return attempt(member, id, {
    readFirst: true,
    change: (seen) => firstOf(snooze(member, [target], until, [{ id, ...pause(rules, seen!, until) }], marks)),
    command: () => ({ kind: 'snooze', version, until }),
    ...keyed(member, 'snooze', marks),
  })
}

export async function wakeItem(member: SignedInMember, id: string, version: number, marks: Marks = {}) {
  const rules = await dueRules(member.organizationId, db())
  return attempt(member, id, {
    readFirst: true,
    change: (seen) => firstOf(wake(member, { id, version }, dueAwake(rules, seen!), marks)),
    command: () => ({ kind: 'wake', version }),
    ...keyed(member, 'wake', marks),
  })
}

/** Passes an item over; claim-next offers it to this member last for `SKIP_HOURS`, or until it is flagged again. */
export function skipItem(
  member: SignedInMember,
  id: string,
  { version, reason }: { version: number; reason: string },
  given: Marks = {},
): Promise<CommandResult> {
  const marks = asking(given, reason)
  return attempt(member, id, {
    change: () => firstOf(skip(member, { id, version }, storableText(reason, REASON_MAX), marks)),
    command: () => ({ kind: 'skip', version }),
    ...keyed(member, 'skip', marks),
  })
}

/** Frees the item for another member or a role, who are told. Refused as `not-allowed` when they could not act on it. */
export async function handOverItem(
  member: SignedInMember,
  id: string,
  { version, to, note }: { version: number; to: HandOverTarget; note: string },
  given: Marks = {},
): Promise<CommandResult> {
  const marks = asking(given, to, note)
  const text = storableText(note, NOTE_MAX)
  const rules = await dueRules(member.organizationId, db())
  return attempt(member, id, {
    readFirst: true,
    change: (seen) =>
      handOverAndTell(member, {
        to,
        text,
        marks,
        dueAt: () => dueAwake(rules, seen!),
        targets: [{ id, version }],
      }).then((rows) => rows[0] ?? null),
    command: () => ({ kind: 'hand-over', version }),
    repeated: async (row) => {
      const earlier = await answerKeyed(member, row, 'hand-over', marks)
      if (earlier || (await canTake(member, to))) return earlier
      return { ok: false, reason: 'not-allowed', item: toItem(row) }
    },
  })
}

interface HandOver {
  targets: Target[]
  to: HandOverTarget
  text: string
  marks: Marks
  dueAt: (id: string) => Date | null
}

/** Rows and notifications in one transaction. */
export async function handOverAndTell(member: SignedInMember, { targets, to, text, marks, dueAt }: HandOver) {
  try {
    const handed = await transaction(async (tx) => {
      const rows = await handOver(member, targets, to, text, { dueAt, marks, tx })
      await notifyHandOver(member, tx, to, rows, marks.batchId)
      return rows
    })
    if (handed.length > 0) publish(member.organizationId, 'notifications')
    return handed
  } catch (error) {
    if (isUniqueViolation(error)) return []
    throw error
  }
}

export async function canTake({ organizationId }: SignedInMember, to: HandOverTarget): Promise<boolean> {
  return 'memberId' in to ? isReviewer(organizationId, to.memberId) : to.role !== 'auditor'
}
