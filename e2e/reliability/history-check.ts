/** One request of a client, and what came back; times in ms since 1970, of the one process that all clients run in. */
export interface RecordedCall {
  memberId: string
  kind: string
  /** Null = claim-next, until the answer names one. */
  itemId: string | null
  key: string
  /** Sent again under its key because the first answer never came. */
  isRepeat: boolean
  sentAt: number
  answeredAt: number
  /** Null = no answer, or one that says only that something is down: it may have been done or not. */
  answer: { ok: true; actionId: string | null; item: AnsweredItem | null } | { ok: false; reason: string } | null
}

export interface AnsweredItem {
  id: string
  version: number
  state: string
  holder: { memberId: string; since: string; until: string } | null
}

/** The database in the end. */
export interface Remains {
  items: { id: string; version: number; state: string; holderId: string | null; resolutionId: string | null }[]
  trail: { id: string; itemId: string; memberId: string | null; action: string; facts: TrailFacts }[]
  actions: { id: string; itemId: string; memberId: string; kind: string; key: string | null; versionAfter: number }[]
  resolutionIds: string[]
}

interface TrailFacts {
  version: number
  state: string
  holderId: string | null
  resolutionId: string | null
  /** Of an undo: what was undone. */
  actionId?: string
}

export interface History {
  calls: readonly RecordedCall[]
  /** A lease was moved to its end, in the database, at some moment between these. */
  lapses: readonly { itemId: string; at: number; doneAt: number }[]
}

/** What is wrong with a history, in words; empty = nothing. */
export const findViolations = (history: History, remains: Remains): string[] => [
  ...twoHolders(history),
  ...contradictions(history.calls),
  ...lostWrites(history.calls, remains),
  ...wrongTrails(remains),
  ...halfActions(remains),
  ...uncalledFor(history.calls, remains),
]

/** These keep what is held; whatever else its holder sends may give it up. */
const KEEPING = ['claim', 'claim-next', 'extend', 'hold']

interface Holding {
  memberId: string
  from: number
  to: number
}

/**
 * From an answer that names her as holder until she sends what may give the item up, her lease ends, or somebody moves its
 * end, a member certainly holds an item: only she could have changed that, and what she sent before presented an older
 * version. Two such times of two members must not overlap.
 */
function twoHolders({ calls, lapses }: History): string[] {
  const itemIds = [...new Set(calls.flatMap(({ itemId }) => itemId ?? []))]
  return itemIds.flatMap((itemId) => {
    const own = calls.filter((call) => call.itemId === itemId)
    const moved = lapses.filter((lapse) => lapse.itemId === itemId)
    const holdings = own.flatMap((call) => holdingOf(call, own, moved)).sort((a, b) => a.from - b.from)
    return holdings.flatMap((one, n) =>
      holdings
        .slice(n + 1)
        .filter((other) => other.memberId !== one.memberId && other.from < one.to && other.from < other.to)
        .map((other) => `${itemId} was held by ${one.memberId} and ${other.memberId} at once`),
    )
  })
}

function holdingOf(call: RecordedCall, own: readonly RecordedCall[], lapses: History['lapses']): Holding[] {
  const holder = call.answer?.ok ? call.answer.item?.holder : null
  if (holder?.memberId !== call.memberId) return []
  const from = call.answeredAt
  const givenUp = own
    .filter(({ memberId, kind, sentAt }) => memberId === call.memberId && sentAt >= from && !KEEPING.includes(kind))
    .map(({ sentAt }) => sentAt)
  // A lapse that came while the answer was on its way may have come after it was made.
  const moved = lapses.filter(({ doneAt }) => doneAt >= call.sentAt).map(({ at }) => at)
  return [{ memberId: call.memberId, from, to: Math.min(Date.parse(holder.until), ...givenUp, ...moved) }]
}

/** Whoever is shown a version of an item is shown the same holder. */
function contradictions(calls: readonly RecordedCall[]): string[] {
  const holders = new Map<string, string>()
  const wrong: string[] = []
  for (const { answer } of calls) {
    const item = answer?.ok ? answer.item : null
    if (!item?.holder) continue
    const version = `${item.id} version ${item.version}`
    const told = holders.get(version) ?? item.holder.memberId
    if (told !== item.holder.memberId)
      wrong.push(`${version} was said to be held by ${told} and ${item.holder.memberId}`)
    holders.set(version, told)
  }
  return wrong
}

/** What was acknowledged stands in log and trail, as it was answered. */
function lostWrites(calls: readonly RecordedCall[], { trail, actions, resolutionIds }: Remains): string[] {
  const entries = new Map(trail.map((entry) => [entry.id, entry]))
  const undone = new Set(trail.flatMap(({ facts }) => facts.actionId ?? []))
  const logged = new Set(actions.map(({ id }) => id))
  const resolved = new Set(resolutionIds)
  return calls.flatMap(({ answer, kind, isRepeat }) => {
    if (!answer?.ok || answer.actionId === null || !answer.item) return []
    const { actionId, item } = answer
    if (kind === 'undo') return undone.has(actionId) ? [] : [`the undo of ${actionId} was acknowledged and is lost`]
    const entry = entries.get(actionId)
    if (!entry || !logged.has(actionId)) return [`${kind} ${actionId} was acknowledged and is lost`]
    if (kind === 'resolve' && !resolved.has(actionId))
      return [`the resolution ${actionId} was acknowledged and is lost`]
    const { facts } = entry
    const isAsAnswered = facts.version === item.version && facts.holderId === (item.holder?.memberId ?? null)
    // A repetition is answered with the item as it is by then.
    return isAsAnswered || (isRepeat && item.version > facts.version)
      ? []
      : [`${kind} ${actionId} was answered otherwise than it is told`]
  })
}

/** Each item's entries follow each other without a gap, and end at the row. */
function wrongTrails({ items, trail }: Remains): string[] {
  return items.flatMap(({ id, ...row }) => {
    const told = trail.filter(({ itemId }) => itemId === id).map(({ facts }) => facts)
    told.sort((a, b) => a.version - b.version)
    const gap = told.findIndex(({ version }, n) => version !== n + 1)
    if (gap >= 0) return [`the trail of ${id} tells of version ${told[gap]!.version} where ${gap + 1} must stand`]
    const { version, state, holderId, resolutionId } = told.at(-1) ?? {
      ...{ version: 0, state: 'open', holderId: null, resolutionId: null },
    }
    const last = { version, state, holderId, resolutionId }
    const isRow = (Object.keys(last) as (keyof typeof last)[]).every((name) => last[name] === row[name])
    return isRow ? [] : [`the trail of ${id} ends at ${JSON.stringify(last)}, its row is ${JSON.stringify(row)}`]
  })
}

/** An action is wholly there or not at all, and under a key once. */
function halfActions({ trail, actions, resolutionIds }: Remains): string[] {
  const told = new Map(trail.map((entry) => [entry.id, entry]))
  const resolved = new Set(resolutionIds)
  const keys = actions.flatMap(({ memberId, key }) => (key === null ? [] : `${memberId} ${key}`))
  return [
    ...actions
      .filter(({ id, versionAfter }) => told.get(id)?.facts.version !== versionAfter)
      .map(({ id, kind }) => `${kind} ${id} was done, but the trail does not tell it`),
    ...actions
      .filter(({ id, kind }) => (kind === 'resolve') !== resolved.has(id))
      .map(({ id, kind }) => `${kind} ${id} and its resolution are not both there`),
    ...keys.filter((key, n) => keys.indexOf(key) < n).map((key) => `the key ${key} was used twice`),
  ]
}

/** Nothing was done that nobody asked for, and nothing that was refused. */
function uncalledFor(calls: readonly RecordedCall[], { actions, trail }: Remains): string[] {
  const byKey = new Map<string, RecordedCall[]>()
  for (const call of calls) byKey.set(call.key, [...(byKey.get(call.key) ?? []), call])
  const logged = new Set(actions.map(({ id }) => id))
  const isMembers = ({ memberId, action }: Remains['trail'][number]) => memberId !== null && action !== 'action-undone'
  return [
    ...actions.flatMap(({ id, key, kind }) => {
      const asked = key === null ? undefined : byKey.get(key)
      if (!asked) return [`${kind} ${id} was done, but nobody asked for it`]
      return asked.every(({ answer }) => answer?.ok === false) ? [`${kind} ${id} was refused, and yet done`] : []
    }),
    ...trail
      .filter((entry) => isMembers(entry) && !logged.has(entry.id))
      .map(({ id }) => `the trail tells of ${id}, which was not done`),
  ]
}
