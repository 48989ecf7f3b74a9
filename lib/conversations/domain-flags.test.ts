import { expect, it } from 'vitest'
import { flagEffect } from './domain-flags'

const at = (minute: number) => new Date(Date.UTC(2024, 0, 15, 12, minute))
const flag = { flaggedAt: at(10) }

it.each([
  ['a conversation without an item gets one', null, 'open'],
  ['an open item counts it', { state: 'open', lastResolvedAt: null }, 'count'],
  ['an open item that was resolved before counts it', { state: 'open', lastResolvedAt: at(5) }, 'count'],
  ['an open item counts a flag older than its last resolution', { state: 'open', lastResolvedAt: at(15) }, 'count'],
  ['a newer flag re-opens a resolved item', { state: 'resolved', lastResolvedAt: at(9) }, 'reopen'],
  ['an older flag that arrives late does not re-open', { state: 'resolved', lastResolvedAt: at(11) }, 'count-late'],
  ['a flag of the same instant is not newer', { state: 'resolved', lastResolvedAt: at(10) }, 'count-late'],
  [
    'a resolved item without a known time is re-opened rather than forgotten',
    { state: 'resolved', lastResolvedAt: null },
    'reopen',
  ],
] as const)('%s', (_name, item, effect) => {
  expect(flagEffect(item, flag)).toBe(effect)
})
