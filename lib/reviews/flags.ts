import { type Flag, flagEffect } from '@/lib/conversations/domain-flags'
import { type DueRules, dueAt, leftSeconds, resumeDue, targetOf } from '@/lib/organizations/due-rules'
import { isSnoozed } from './domain'
import { dueAwake } from './due'
import type { FlagNews } from './flag-news'
import type { FlaggedItemRow } from './flag-store'

/** What a record's flags that were not applied before made of its item. */
export interface FlagResult {
  item: FlaggedItemRow
  effect: 'opened' | 'returned' | 'flagged-again'
}

/** The record whose item it is, and what decides when that is due. */
export interface FlaggedRecord {
  recordKey: string
  campaign: string | null
  /** As it was known before these events; undefined = nothing was. */
  formerCampaign?: string | null
  rules: DueRules
}

function opened(id: string, { recordKey, campaign, rules }: FlaggedRecord, flag: Flag): FlaggedItemRow {
  const { flaggedAt, reason } = flag
  return {
    ...{ id, recordKey, state: 'open', version: 0, lastResolvedAt: null, resolutionId: null, now: flaggedAt },
    ...{ flaggedAt, flagReason: reason, openedAt: flaggedAt, returned: false, flagCount: 1 },
    ...{ snoozedUntil: null, dueAt: dueAt(rules, campaign, flaggedAt), dueLeftSeconds: null },
    ...{ preferredMemberId: null, preferredRole: null },
  }
}

/** The item as news finds it: awake, with its clock going on where it stood still, and due by what is known by now. */
export function refreshed(item: FlaggedItemRow, record: FlaggedRecord): FlaggedItemRow {
  const awake = { ...item, dueAt: dueAwake(record.rules, item), dueLeftSeconds: null, snoozedUntil: null }
  return { ...awake, dueAt: retargeted(awake, record) }
}

/** A flag may come before the event that names the campaign: then due as if it had been known from the start. */
function retargeted(item: FlaggedItemRow, { rules, campaign, formerCampaign }: FlaggedRecord): Date | null {
  if (formerCampaign === undefined || item.state === 'resolved') return item.dueAt
  const [before, now] = [targetOf(rules, formerCampaign), targetOf(rules, campaign)]
  if (before === now) return item.dueAt
  if (now === null || before === null || item.dueAt === null) return dueAt(rules, campaign, item.openedAt)
  const slept = leftSeconds(rules, item.dueAt, item.openedAt) - before * 60
  return resumeDue(rules, Math.max(0, now * 60 + slept), item.openedAt)
}

/**
 * Applies new flags (each exactly once, any order) to a record's item, and wakes it. The order among them makes no
 * difference: the newest flag gives time and reason, the earliest since the last resolution says since when it waits.
 */
export function applyFlags(
  existing: FlaggedItemRow | null,
  record: FlaggedRecord,
  flags: readonly Flag[],
  newId: () => string,
): FlagResult {
  const ordered = [...flags].sort((a, b) => a.flaggedAt.getTime() - b.flaggedAt.getTime() || (a.key < b.key ? -1 : 1))
  let item = existing && refreshed(existing, record)
  let effect: FlagResult['effect'] = existing ? 'flagged-again' : 'opened'
  for (const flag of ordered) {
    const change = flagEffect(item, flag)
    if (change === 'reopen') effect = 'returned'
    item = item ? withFlag(item, record, flag, change === 'reopen') : opened(newId(), record, flag)
  }
  return { item: item!, effect }
}

/** Of two of one moment either would do, as long as it is not the one that happened to arrive last. */
const isNewer = (flag: Flag, item: Pick<FlaggedItemRow, 'flaggedAt' | 'flagReason'>) =>
  flag.flaggedAt.getTime() === item.flaggedAt.getTime()
    ? (flag.reason ?? '') > (item.flagReason ?? '')
    : flag.flaggedAt > item.flaggedAt

function withFlag(item: FlaggedItemRow, record: FlaggedRecord, flag: Flag, reopens: boolean): FlaggedItemRow {
  const counted = { ...saidBy(flag, item), flagCount: item.flagCount + 1 }
  return reopens ? { ...counted, ...returned(record, flag.flaggedAt) } : waitingSince(counted, record.rules, flag)
}

const saidBy = (flag: Flag, item: FlaggedItemRow): FlaggedItemRow =>
  isNewer(flag, item) ? { ...item, flaggedAt: flag.flaggedAt, flagReason: flag.reason } : item

/** It waits longer than was known, if a flag of this round is earlier than those before. */
function waitingSince(item: FlaggedItemRow, rules: DueRules, { flaggedAt }: Flag): FlaggedItemRow {
  const isOfThisRound = item.state === 'open' && (!item.lastResolvedAt || flaggedAt > item.lastResolvedAt)
  if (!isOfThisRound || flaggedAt >= item.openedAt) return item
  return { ...item, openedAt: flaggedAt, ...movedDue(rules, item, flaggedAt) }
}

/**
 * The item after originals came in the place of recovered flags that it has counted. Nothing happened that nobody knew of:
 * it sleeps on, stays with whoever holds it, and is as resolved as it was; only what the flags say of it is put right.
 */
export function withReplaced(item: FlaggedItemRow, rules: DueRules, { replacing, replaced, kept }: FlagNews) {
  const [first, ...others] = [...kept, ...replacing]
  const said = first ? { ...item, flaggedAt: first.flaggedAt, flagReason: first.reason } : item
  const counted = { ...said, flagCount: item.flagCount + replacing.length - replaced.length }
  const newest = others.reduce((row, flag) => saidBy(flag, row), counted)
  return replacing.reduce((row, flag) => waitingSince(row, rules, flag), newest)
}

const returned = ({ rules, campaign }: FlaggedRecord, openedAt: Date) => ({
  ...{ state: 'open' as const, returned: true, openedAt },
  dueAt: dueAt(rules, campaign, openedAt),
})

/** It waits longer than was known: the same working time, what it slept included, from the earlier moment on. */
function movedDue(rules: DueRules, item: FlaggedItemRow, openedAt: Date) {
  if (item.dueAt === null) return {}
  if (!isSnoozed(item, item.now) || item.snoozedUntil === null || item.dueLeftSeconds === null)
    return { dueAt: resumeDue(rules, leftSeconds(rules, item.dueAt, item.openedAt), openedAt) }
  // Its clock stands still: less is left on it when it wakes.
  const dueLeftSeconds = Math.max(0, item.dueLeftSeconds - leftSeconds(rules, item.openedAt, openedAt))
  return { dueLeftSeconds, dueAt: resumeDue(rules, dueLeftSeconds, item.snoozedUntil) }
}
