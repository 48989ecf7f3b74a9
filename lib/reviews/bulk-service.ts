import type { SignedInMember } from '@/lib/members/domain'
import { dueRules } from '@/lib/organizations/review-settings-service'
import { db } from '@/lib/platform/db'
import { publish } from '@/lib/platform/live'
import { storableText } from '@/lib/popp/envelope'
import {
  BULK_PART_MAX,
  type BulkAnswer,
  type BulkCommand,
  type BulkRequest,
  type BulkUndoAnswer,
  type BulkUndoRequest,
  type SeenItem,
} from './bulk-schema'
import { announce } from './command'
import { type Command, decide, isHeld } from './domain'
import { dueAwake, pause } from './due'
import type { ItemRow } from './item'
import { resolve } from './resolution-store'
import { findItems } from './store'
import { canTake, handOverAndTell } from './turn-service'
import { snooze } from './turn-store'
import { whyNot } from './undo-service'
import { actionsOfBatch, batchDone, undo } from './undo-store'

/**
 * One part of a bulk command: every item that is still as it was seen, and free or the member's own, is changed by one
 * statement; the others are named with the reason. A part that is sent again changes nothing more and answers the same.
 */
export async function runBulk(member: SignedInMember, request: BulkRequest): Promise<BulkAnswer> {
  const { items, batchId } = request
  const ids = items.map(({ id }) => id)
  const before = new Map((await findItems(member.organizationId, ids)).map((row) => [row.id, row]))
  const changed = await change(member, request, before)
  for (const { recordKey } of changed) announce(member.organizationId, recordKey)
  const done = new Set([...changed.map(({ id }) => id), ...(await batchDone(member, batchId, ids))])
  const missed = items.filter(({ id }) => !done.has(id))
  const now =
    missed.length > 0
      ? await findItems(
          member.organizationId,
          missed.map(({ id }) => id),
        )
      : []
  const rows = new Map(now.map((row) => [row.id, row]))
  return {
    done: ids.filter((id) => done.has(id)),
    skipped: missed.map((item) => ({
      id: item.id,
      candidateName: rows.get(item.id)?.candidateName ?? null,
      reason: reasonOf(member, request.command, item, rows.get(item.id)),
    })),
  }
}

async function change(member: SignedInMember, { items, batchId, command }: BulkRequest, before: Map<string, ItemRow>) {
  const marks = { batchId }
  // What was changed since it was seen has no due time worked out here: its version keeps it out.
  const targets = items.filter(({ id, version }) => before.get(id)?.version === version)
  if (targets.length === 0) return []
  if (command.kind === 'resolve') {
    const verdict = { outcome: command.outcome, reason: storableText(command.reason, 5_000) }
    return resolve(member, targets, verdict, { key: batchId, andFree: true, marks })
  }
  const rules = await dueRules(member.organizationId, db())
  if (command.kind === 'snooze') {
    const until = new Date(command.until)
    const pauses = targets.map(({ id }) => ({ id, ...pause(rules, before.get(id)!, until) }))
    return snooze(member, targets, until, pauses, marks)
  }
  if (!(await canTake(member, command.to))) return []
  const text = storableText(command.note, 10_000)
  const dueAt = (id: string) => dueAwake(rules, before.get(id)!)
  return handOverAndTell(member, { targets, to: command.to, text, marks, dueAt })
}

function reasonOf(member: SignedInMember, command: BulkCommand, { version }: SeenItem, row: ItemRow | undefined) {
  if (!row) return 'not-found'
  const asked = inWords(command, version, row)
  // What nobody holds may be resolved here, as if it had been claimed on the way.
  const held = isHeld(row, row.now) ? row : { ...row, holderId: member.memberId, leaseUntil: FAR }
  const decision = decide(command.kind === 'resolve' ? held : row, asked, member.memberId, row.now)
  return decision.ok ? 'not-allowed' : decision.reason
}

const FAR = new Date('9999-01-01')

function inWords(command: BulkCommand, version: number, row: ItemRow): Command {
  if (command.kind === 'resolve') return { ...command, version, aiOutcome: row.aiOutcome }
  if (command.kind === 'snooze') return { kind: 'snooze', version, until: new Date(command.until) }
  return { kind: 'hand-over', version }
}

/**
 * Undoes the next part of a bulk command, after the action `after`; what has changed since is named and left alone.
 * Ask again with `next` until it is null.
 */
export async function undoBulk(member: SignedInMember, { batchId, after }: BulkUndoRequest): Promise<BulkUndoAnswer> {
  const actions = await actionsOfBatch(member, batchId, after, BULK_PART_MAX)
  const undone = actions.length > 0 ? await undo(member, idsOf(actions)) : []
  for (const { recordKey } of undone) announce(member.organizationId, recordKey)
  // Who had been told of it is told no more.
  if (undone.length > 0) publish(member.organizationId, 'notifications')
  const done = new Set(undone.map(({ actionId }) => actionId))
  const left = actions.filter(({ id }) => !done.has(id))
  const rows = await findItems(
    member.organizationId,
    left.map(({ reviewItemId }) => reviewItemId),
  )
  const names = new Map(rows.map((row) => [row.id, row.candidateName]))
  const reason = left.length > 0 ? await whyNot(member, false) : null
  return {
    done: undone.map(({ id }) => id),
    skipped: left.map(({ reviewItemId: id, isOver }) => ({
      id,
      candidateName: names.get(id) ?? null,
      reason: isOver ? 'undo-too-late' : reason!,
    })),
    next: actions.length < BULK_PART_MAX ? null : actions.at(-1)!.id,
  }
}

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)
