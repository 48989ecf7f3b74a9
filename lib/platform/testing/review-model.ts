import type { Role } from '@/lib/members/schema'
import { type Command, decide, type ItemState } from '@/lib/reviews/domain'

/** A review item as the model has it. Members are numbers; times are only "ahead" or "over". */
export interface ModelItem {
  id: string
  /** The older is offered first. */
  openedAt: number
  state: 'open' | 'resolved'
  version: number
  /** Named by the row although the lease may be over. */
  holder: number | null
  isLeased: boolean
  snooze: 'none' | 'ahead' | 'over'
  preferred: number | Role | null
  skipCount: number
  /** The action that resolved it, and whose it was. */
  resolution: { id: string; by: number } | null
  /** Resolutions that nobody has taken back; a new flag leaves the old one as it is. */
  standing: string[]
  /** Who remembers that she skipped it, by which action. */
  skips: { id: string; by: number }[]
}

interface ModelAction {
  id: string
  by: number
  item: number
  before: ModelItem
  versionAfter: number
  isUndone: boolean
}

export interface Model {
  items: ModelItem[]
  members: { isActive: boolean; role: Role }[]
  actions: ModelAction[]
}

interface Versioned<Kind> {
  kind: Kind
  by: number
  item: number
  version: number
}

/** One call of a service by a member. */
export type Call =
  | { kind: 'claim'; by: number; item: number }
  | { kind: 'claim-next'; by: number }
  | { kind: 'release-all'; by: number }
  | { kind: 'deactivate'; by: number }
  | Versioned<'extend'>
  | Versioned<'hold'>
  | Versioned<'release'>
  | Versioned<'wake'>
  | Versioned<'skip'>
  | Versioned<'snooze'>
  | (Versioned<'resolve'> & { reason: string })
  | (Versioned<'reopen'> & { reason: string })
  | (Versioned<'hand-over'> & { to: number | Role })
  | { kind: 'undo'; by: number; actionId: string }
  /** Of one item, as part of a sweep; `optional`: it may pass the item over because somebody has it locked. */
  | { kind: 'sweep'; item: number; optional: boolean }
  /** Of one item, as part of a release of all: what she claims while it is under way may come after it. */
  | { kind: 'release-one'; by: number; item: number; optional: boolean }

/** What the call was answered: `item` is null where there is none. */
export interface CallAnswer {
  outcome: string
  actionId: string | null
  item: number | null
  version: number | null
}

const NOW = new Date('2026-06-01T12:00:00Z')
const [EARLIER, LATER] = [new Date('2026-06-01T11:00:00Z'), new Date('2026-06-01T13:00:00Z')]

export const mayAct = ({ members }: Model, by: number) => members[by]!.isActive && members[by]!.role !== 'auditor'
const canTake = (model: Model, to: number | Role) => (typeof to === 'number' ? mayAct(model, to) : to !== 'auditor')
const isFree = (item: ModelItem) => item.state === 'open' && !item.isLeased && item.snooze !== 'ahead'

const toState = (item: ModelItem): ItemState => ({
  state: item.state,
  version: item.version,
  holderId: item.holder === null ? null : String(item.holder),
  heldSince: item.holder === null ? null : EARLIER,
  leaseUntil: item.holder === null ? null : item.isLeased ? LATER : EARLIER,
  snoozedUntil: { none: null, ahead: LATER, over: EARLIER }[item.snooze],
})

/** How the model goes on when the call was answered like this; empty = it could not have been, at this point. */
export function after(model: Model, call: Call, answer: CallAnswer, inTurn: boolean): Model[] {
  if (call.kind === 'sweep') return call.optional ? [model, swept(model, call.item)] : [swept(model, call.item)]
  if (call.kind === 'release-one') {
    const { holder, isLeased } = model.items[call.item]!
    const released = holder === call.by && isLeased ? changed(model, call.item, free) : model
    return call.optional ? [model, released] : [released]
  }
  if (call.kind === 'deactivate') return [deactivated(model, call.by)]
  if (call.kind === 'release-all') return [releasedAll(model, call.by)]
  if (call.kind === 'undo') return afterUndo(model, call, answer)
  if (call.kind === 'claim-next') return afterClaimNext(model, call.by, answer, inTurn)
  return afterCommand(model, call, answer)
}

type ItemCall = Exclude<Extract<Call, { item: number; by: number }>, { kind: 'release-one' }>

function afterCommand(model: Model, call: ItemCall, answer: CallAnswer): Model[] {
  const item = model.items[call.item]!
  const decision = decide(toState(item), inWords(call), String(call.by), NOW)
  const reasons = decision.ok ? [] : [decision.reason as string]
  if (!mayAct(model, call.by) || (call.kind === 'hand-over' && !canTake(model, call.to))) reasons.push('not-allowed')
  if (answer.outcome !== 'ok') {
    const isSame = answer.outcome === 'not-allowed' || answer.version === item.version
    return reasons.includes(answer.outcome) && isSame ? [model] : []
  }
  return reasons.length > 0 ? [] : done(model, call, answer)
}

function inWords(call: ItemCall): Command {
  if (call.kind === 'claim') return { kind: 'claim' }
  const { version } = call
  if (call.kind === 'snooze') return { kind: 'snooze', version, until: LATER }
  if (call.kind === 'reopen') return { kind: 'reopen', version, reason: call.reason }
  if (call.kind === 'resolve')
    return { kind: 'resolve', version, reason: call.reason, outcome: 'do-not-proceed', aiOutcome: 'passed' }
  return { kind: call.kind, version }
}

const free = { holder: null, isLeased: false }
const awake = { snooze: 'none' as const }

/** What each command makes of an item. */
function changeOf(call: ItemCall, item: ModelItem, id: string): Partial<ModelItem> {
  const { by } = call
  const mine = { holder: by, isLeased: true, ...awake, preferred: null }
  if (call.kind === 'claim') return mine
  if (call.kind === 'release') return free
  if (call.kind === 'snooze') return { ...free, snooze: 'ahead' }
  if (call.kind === 'wake') return awake
  if (call.kind === 'skip') return { ...free, skipCount: item.skipCount + 1, skips: [...item.skips, { id, by }] }
  if (call.kind === 'hand-over') return { ...free, ...awake, preferred: call.to }
  if (call.kind === 'reopen')
    return { ...mine, state: 'open', resolution: null, standing: without(item.standing, item.resolution) }
  if (call.kind !== 'resolve') return {}
  const decided = { state: 'resolved' as const, resolution: { id, by }, standing: [...item.standing, id] }
  return { ...free, ...awake, preferred: null, ...decided }
}

const without = (standing: string[], resolution: ModelItem['resolution']) =>
  standing.filter((id) => id !== resolution?.id)

function done(model: Model, call: ItemCall, { actionId, version }: CallAnswer): Model[] {
  const before = model.items[call.item]!
  if (actionId === null || version !== before.version + 1) return []
  const action = { id: actionId, by: call.by, item: call.item, before, versionAfter: version, isUndone: false }
  const next = changed(model, call.item, changeOf(call, before, actionId))
  return [{ ...next, actions: [...model.actions, action] }]
}

/** The item with these changes and the next version. */
export function changed(model: Model, index: number, change: Partial<ModelItem>): Model {
  const items = model.items.map((item, n) => (n === index ? { ...item, ...change, version: item.version + 1 } : item))
  return { ...model, items }
}

function afterUndo(model: Model, { by, actionId }: { by: number; actionId: string }, answer: CallAnswer): Model[] {
  const action = model.actions.find(({ id }) => id === actionId)
  if (action?.by !== by) return answer.outcome === 'nothing-to-undo' ? [model] : []
  const item = model.items[action.item]!
  if (action.isUndone) return answer.outcome === 'ok' && answer.version === item.version ? [model] : []
  if (!mayAct(model, by)) return answer.outcome === 'not-allowed' ? [model] : []
  if (item.version !== action.versionAfter) return answer.outcome === 'changed-since' ? [model] : []
  if (answer.outcome !== 'ok' || answer.version !== item.version + 1) return []
  const { state, snooze, preferred, skipCount, resolution, holder, isLeased } = action.before
  const wasMine = holder === by && isLeased
  const next = changed(model, action.item, {
    ...{ state, snooze, preferred, skipCount, resolution, skips: item.skips.filter(({ id }) => id !== actionId) },
    standing: [...without(item.standing, item.resolution), ...(resolution ? [resolution.id] : [])],
    ...(wasMine ? { holder: by, isLeased: true } : free),
  })
  return [{ ...next, actions: next.actions.map((each) => (each === action ? { ...each, isUndone: true } : each)) }]
}

/** `inTurn`: nobody else was at it, so it must be the first; else a locked one may have been passed over. */
function afterClaimNext(model: Model, by: number, answer: CallAnswer, inTurn: boolean): Model[] {
  const turns = mayAct(model, by) ? turnsOf(model, by) : []
  if (answer.item === null) return turns.length === 0 ? [model] : []
  const isOffered = inTurn ? turns[0] === answer.item : turns.includes(answer.item)
  return isOffered ? done(model, { kind: 'claim', by, item: answer.item }, answer) : []
}

/** The free items in the order in which they are offered to a member. */
function turnsOf(model: Model, by: number): number[] {
  const tier = ({ skips, preferred }: ModelItem) => {
    if (skips.some((skip) => skip.by === by)) return 3
    if (preferred === by || preferred === model.members[by]!.role) return 0
    return preferred === null || (typeof preferred === 'number' && !mayAct(model, preferred)) ? 1 : 2
  }
  const free = model.items.map((item, n) => ({ item, n })).filter(({ item }) => isFree(item))
  free.sort(
    (a, b) => tier(a.item) - tier(b.item) || a.item.openedAt - b.item.openedAt || (a.item.id < b.item.id ? -1 : 1),
  )
  return free.map(({ n }) => n)
}

export function swept(model: Model, index: number): Model {
  const { holder, isLeased, snooze } = model.items[index]!
  if (holder !== null && (!isLeased || !mayAct(model, holder))) return changed(model, index, free)
  return snooze === 'over' ? changed(model, index, awake) : model
}

const releasedAll = (model: Model, by: number): Model =>
  model.items.reduce((next, item, n) => (item.holder === by && item.isLeased ? changed(next, n, free) : next), model)

const deactivated = (model: Model, by: number): Model =>
  model.members[by]!.isActive ? releasedAll(withMember(model, by, { isActive: false }), by) : model

export const withMember = (model: Model, by: number, change: Partial<Model['members'][number]>): Model => ({
  ...model,
  members: model.members.map((member, n) => (n === by ? { ...member, ...change } : member)),
})

/** What a flag of this moment does: it wakes, is remembered against no skip, and returns what was resolved. */
export function flagged(model: Model, index: number, openedAt: number): Model {
  const { state, resolution } = model.items[index]!
  const news = { ...awake, skips: [] }
  if (state === 'open') return changed(model, index, news)
  const preferred = resolution && mayAct(model, resolution.by) ? resolution.by : null
  return changed(model, index, { ...news, state: 'open', resolution: null, openedAt, preferred })
}

/**
 * All that the model can be after calls of the same moment: by every order of them that explains all their answers. Kept
 * is, for each set of calls, what it can lead to; the order within a set makes no difference to what may follow.
 */
export function explanations(model: Model, calls: readonly { call: Call; answer: CallAnswer }[]): Model[] {
  const reached = Array.from({ length: 2 ** calls.length }, () => new Map<string, Model>())
  const reach = (set: number, one: Model) => reached[set]!.set(JSON.stringify(one), one)
  reach(0, model)
  for (const [set, models] of reached.entries()) {
    for (const [n, { call, answer }] of calls.entries()) {
      if (set & (1 << n)) continue
      for (const one of models.values()) for (const next of after(one, call, answer, false)) reach(set | (1 << n), next)
    }
  }
  return [...reached.at(-1)!.values()]
}
