import { expect, test } from 'vitest'
import { findViolations, type History, type RecordedCall, type Remains } from './history-check'

const UNTIL = new Date(900_000).toISOString()
const holder = (memberId: string, until = UNTIL) => ({ memberId, since: new Date(0).toISOString(), until })

const call = (part: Partial<RecordedCall> & { id?: string; version?: number; by?: string | null }): RecordedCall => {
  const { id = 'a1', version = 1, by = 'ada', ...rest } = part
  const item = { id: 'item', version, state: 'open', holder: by === null ? null : holder(by) }
  return {
    ...{
      memberId: 'ada',
      kind: 'claim',
      itemId: 'item',
      key: `key-${id}`,
      isRepeat: false,
      sentAt: 10,
      answeredAt: 20,
    },
    answer: { ok: true, actionId: id, item },
    ...rest,
  }
}

const entry = (id: string, version: number, holderId: string | null, memberId = 'ada', action = 'item-claimed') => ({
  ...{ id, itemId: 'item', memberId, action },
  facts: { version, state: 'open', holderId, resolutionId: null },
})
const action = (id: string, versionAfter: number, kind = 'claim', memberId = 'ada') => ({
  ...{ id, itemId: 'item', memberId, kind, key: `key-${id}`, versionAfter },
})

interface Lived {
  calls: RecordedCall[]
  lapses: History['lapses'][number][]
}

/** Ada claims and releases, then Bob claims. */
const history = (): Lived => ({
  calls: [
    call({ id: 'a1', version: 1 }),
    call({ id: 'a2', version: 2, by: null, kind: 'release', sentAt: 30, answeredAt: 40 }),
    call({ id: 'b1', version: 3, by: 'bob', memberId: 'bob', sentAt: 35, answeredAt: 50 }),
  ],
  lapses: [],
})
const remains = (): Remains => ({
  items: [{ id: 'item', version: 3, state: 'open', holderId: 'bob', resolutionId: null }],
  trail: [entry('a1', 1, 'ada'), entry('a2', 2, null, 'ada', 'claim-released'), entry('b1', 3, 'bob', 'bob')],
  actions: [action('a1', 1), action('a2', 2, 'release'), action('b1', 3, 'claim', 'bob')],
  resolutionIds: [],
})

/** The history with one thing planted in it. */
function planted(plant: (history: Lived, remains: Remains) => void): string[] {
  const [one, two] = [history(), remains()]
  plant(one, two)
  return findViolations(one, two)
}
test('a history in which all is well has no violation', () => {
  expect(findViolations(history(), remains())).toEqual([])
})

test('a member who is granted what another certainly holds is found', () => {
  const found = planted(({ calls }) => {
    calls.splice(1, 1)
  })
  expect(found).toContain('item was held by ada and bob at once')
})

test('a second holder is no violation after the lease’s end, or after its end was moved', () => {
  const found = planted(({ calls, lapses }) => {
    calls.splice(1, 1)
    lapses.push({ itemId: 'item', at: 30, doneAt: 32 })
  })
  expect(found.filter((text) => text.includes('at once'))).toEqual([])
  const late = planted(({ calls }) => {
    calls.splice(1, 1)
    Object.assign(calls[1]!, { sentAt: 900_001, answeredAt: 900_002 })
  })
  expect(late.filter((text) => text.includes('at once'))).toEqual([])
})

test('one version with two holders is found', () => {
  const found = planted(({ calls }) => {
    calls.push(call({ id: 'c1', version: 1, by: 'eve', memberId: 'eve', sentAt: 30, answeredAt: 31 }))
  })
  expect(found).toContain('item version 1 was said to be held by ada and eve')
})

test('an acknowledged write that is gone is found, from log or trail, and an undo', () => {
  expect(planted((_, { actions }) => actions.splice(1, 1))).toContain('release a2 was acknowledged and is lost')
  expect(planted((_, { trail }) => trail.splice(1, 1))).toContain('release a2 was acknowledged and is lost')
  const undone = planted(({ calls }) => {
    calls.push(call({ id: 'a2', version: 4, kind: 'undo', key: 'none', sentAt: 60, answeredAt: 70 }))
  })
  expect(undone).toContain('the undo of a2 was acknowledged and is lost')
})

test('an acknowledged resolution without its row is found', () => {
  const found = planted(({ calls }, { actions }) => {
    calls[1]!.kind = 'resolve'
    actions[1]!.kind = 'resolve'
  })
  expect(found).toContain('the resolution a2 was acknowledged and is lost')
  expect(found).toContain('resolve a2 and its resolution are not both there')
})

test('an answer that differs from what the trail tells is found, unless it answers a repetition', () => {
  const differing = ({ calls }: { calls: RecordedCall[] }) => {
    calls[1] = call({ id: 'a2', version: 9, by: null, kind: 'release', sentAt: 30, answeredAt: 40 })
  }
  expect(planted(differing)).toEqual(['release a2 was answered otherwise than it is told'])
  const repeated = planted((one) => {
    differing(one)
    one.calls[1]!.isRepeat = true
  })
  expect(repeated).toEqual([])
})

test('a gap in the trail, a version told twice, and an end that is not the row are found', () => {
  const gap = planted((_, { trail }) => trail.splice(0, 1))
  expect(gap).toContain('the trail of item tells of version 2 where 1 must stand')
  const twice = planted((_, { trail }) => trail.push(entry('x', 2, null)))
  expect(twice).toContain('the trail of item tells of version 2 where 3 must stand')
  const other = planted((_, { items }) => {
    items[0]!.holderId = null
  })
  expect(other.join()).toMatch(/the trail of item ends at .*"holderId":"bob".*its row is .*"holderId":null/)
})

test('an unknown outcome may be there wholly or not at all, but not by half', () => {
  const unknown = (one: { calls: RecordedCall[] }) => {
    one.calls[2]!.answer = null
  }
  expect(planted(unknown)).toEqual([])
  const absent = planted((one, { trail, actions, items }) => {
    unknown(one)
    trail.pop()
    actions.pop()
    Object.assign(items[0]!, { version: 2, holderId: null })
  })
  expect(absent).toEqual([])
  const half = planted((one, { trail, items }) => {
    unknown(one)
    trail.pop()
    Object.assign(items[0]!, { version: 2, holderId: null })
  })
  expect(half).toEqual(['claim b1 was done, but the trail does not tell it'])
  const otherHalf = planted((one, { actions }) => {
    unknown(one)
    actions.pop()
  })
  expect(otherHalf).toEqual(['the trail tells of b1, which was not done'])
})

test('what was refused and yet done, what nobody asked for, and a key that worked twice are found', () => {
  const refused = planted(({ calls }) => {
    calls[2]!.answer = { ok: false, reason: 'held-by-other' }
  })
  expect(refused).toContain('claim b1 was refused, and yet done')
  expect(planted(({ calls }) => calls.splice(2, 1))).toContain('claim b1 was done, but nobody asked for it')
  const twice = planted((_, { actions }) => {
    actions[1]!.key = actions[0]!.key
  })
  expect(twice).toContain('the key ada key-a1 was used twice')
})
