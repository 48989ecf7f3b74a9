import fc from 'fast-check'
import { expect, it } from 'vitest'
import { normalise } from '@/lib/popp/normalise'
import { type FoldEvent, projectConversation } from './domain'
import { recoveredFlagKey } from './domain-recovered-flag'

const at = (minute: number) => new Date(Date.UTC(2026, 0, 5, 9, minute))

/** A flag as of `minute`; null = Popp told no time, and it arrived in the 20th minute. */
function flag(identity: string, minute: number | null, recordId = 'r'): FoldEvent {
  const eventTimestamp = minute === null ? undefined : at(minute)
  const body = JSON.stringify({ event: 'CONVERSATION_NEEDS_REVIEW', eventTimestamp, data: { recordId } })
  const receivedAt = at(20)
  return { key: `of ${identity}`, identity, receivedAt, event: normalise(new TextEncoder().encode(body), receivedAt) }
}
const original = (name: string, minute: number | null) => flag(name, minute)
const first = flag(recoveredFlagKey('r', null), 30)
const second = flag(recoveredFlagKey('r', at(40)), 50)

it.each<[string, FoldEvent[], FoldEvent[]]>([
  ['a recovered flag alone is a flag', [first], [first]],
  ['its original stands for it', [first, original('a', 10)], [original('a', 10)]],
  ['also at the very time of Popp’s last change', [first, original('a', 30)], [original('a', 30)]],
  [
    'two originals stand for it, as two',
    [first, original('a', 10), original('b', 20)],
    [original('a', 10), original('b', 20)],
  ],
  ['what came after Popp’s last change is another flag', [first, original('a', 31)], [first, original('a', 31)]],
  ['an original without a time may be a second request', [first, original('a', null)], [original('a', null), first]],
  [
    'what was raised before the decision is not the flag after it',
    [original('a', 10), second],
    [original('a', 10), second],
  ],
  ['nor what was raised in the moment of the decision', [original('a', 40), second], [original('a', 40), second]],
  [
    'the original of the flag after a decision stands for that',
    [original('a', 10), second, original('b', 41)],
    [original('a', 10), original('b', 41)],
  ],
  ['each of two recovered flags has its own', [first, second, original('b', 45)], [first, original('b', 45)]],
  [
    'and both may be replaced',
    [first, second, original('a', 5), original('b', 45)],
    [original('a', 5), original('b', 45)],
  ],
  [
    'a recovered flag replaces none',
    [first, flag(recoveredFlagKey('r', at(15)), 20)],
    [flag(recoveredFlagKey('r', at(15)), 20), first],
  ],
])('%s, in any order', (_name, events, flags) => {
  const keys = flags.map(({ key }) => key)
  fc.assert(
    fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (order) => {
      const projection = projectConversation([...order, ...order])
      expect(projection.flags.map(({ key }) => key)).toEqual(keys)
      const gone = events.filter(({ key }) => !keys.includes(key)).map(({ key }) => key)
      expect(projection.replacedFlags.map(({ key }) => key).sort()).toEqual(gone.sort())
    }),
    { numRuns: 20 },
  )
})

const DIGEST = `~${'0123456789'.repeat(4)}`

it.each([
  ['an id that is a number', '1767603600000', '1767603600000'],
  ['an id that looks like a time and another', `${at(59).getTime()}:r`, `${at(59).getTime()}:r`],
  ['an id that is not safe', '../r', DIGEST],
])('the key of %s is not taken for a decision', (_name, recordId, recordKey) => {
  const told = flag('a', 10, recordId)
  const ever = flag(recoveredFlagKey(recordKey, null), 30, recordId)
  expect(projectConversation([ever, told]).flags.map(({ key }) => key)).toEqual([told.key])
  const later = flag(recoveredFlagKey(recordKey, at(40)), 50, recordId)
  expect(projectConversation([later, told]).flags).toHaveLength(2)
  expect(projectConversation([later, flag('b', 45, recordId)]).flags.map(({ key }) => key)).toEqual(['of b'])
})

it('a key of another form is of no flag that could be replaced', () => {
  const odd = flag('recovered:needs-review:soon:r', 30)
  expect(projectConversation([odd, original('a', 10)]).flags).toHaveLength(2)
})
