import { expect, test } from 'vitest'
import type { TimelineEntry } from '@/lib/conversations/schema'
import { timelineWords } from './timeline-words'

const at = '2026-01-14T10:30:00.000Z'
const event = (type: string, status: string | null = null): TimelineEntry => ({
  kind: 'event',
  id: 'e',
  at,
  atIsFromPopp: true,
  recovered: false,
  replaced: false,
  receivedAt: at,
  type,
  status,
  reason: null,
})
type Action = Extract<TimelineEntry, { kind: 'action' }>
const action = (
  name: string,
  actorName: string | null,
  outcome: string | null = null,
  part: Partial<Action> = {},
): Action => ({
  kind: 'action',
  id: 'a',
  at,
  action: name,
  actorName,
  outcome,
  reason: null,
  until: null,
  aboutName: null,
  about: null,
  ...part,
})

test('a completed conversation says its verdict in words, whether we know the status or not', () => {
  expect(timelineWords(event('CONVERSATION_COMPLETED', 'passed'))).toBe('Conversation completed: screening passed')
  expect(timelineWords(event('CONVERSATION_COMPLETED', 'COMPLETED_ON_HOLD'))).toBe(
    'Conversation completed: completed on hold',
  )
})

test('an event that nobody has named yet stays readable', () => {
  expect(timelineWords(event('CALENDAR_MEETING_SCHEDULED'))).toBe('Calendar meeting scheduled')
  expect(timelineWords(event('__proto__'))).toBe('__proto__')
  expect(timelineWords(event(''))).toBe('An event without a type')
})

test('what would reverse the line is spelled out in foreign codes and taken out of names', () => {
  expect(timelineWords(event('PAY\u202eDIAP'))).toBe('PAY\\u202eDIAP')
  expect(timelineWords(event('CONVERSATION_COMPLETED', 'DONE\u2067'))).toBe('Conversation completed: done\\u2067')
  expect(timelineWords(action('item-claimed', 'Ana\u202e Silva'))).toBe('Ana Silva claimed it')
})

test('what a person did names the person, and the product itself when there was none', () => {
  expect(timelineWords(action('item-resolved', 'Ana Pereira', 'proceed'))).toBe('Ana Pereira resolved it: Proceed')
  expect(timelineWords(action('item-returned', null))).toBe('Review Desk re-opened it: flagged again')
})

test.each<[string, string | null, Partial<Action>, string]>([
  ['claim-held', 'Ana Pereira', { until: at }, 'Ana Pereira held it until'],
  ['item-snoozed', 'Ana Pereira', { until: at }, 'Ana Pereira snoozed it until'],
  ['item-woken', 'Ana Pereira', {}, 'Ana Pereira woke it'],
  ['item-woken', null, { about: 'time' }, 'Woke up by itself'],
  ['item-woken', null, { about: 'event' }, 'Woke up: something new happened'],
  ['item-skipped', 'Ana Pereira', {}, 'Ana Pereira skipped it'],
  ['claim-lapsed', null, { aboutName: 'Bo Lee' }, 'Bo Lee’s claim ran out'],
  ['claim-lapsed', null, {}, 'Claim ran out'],
  ['item-handed-over', 'Ana Pereira', { aboutName: 'Bo Lee' }, 'Ana Pereira handed it over to Bo Lee'],
  ['item-handed-over', 'Ana Pereira', { about: 'admin' }, 'Ana Pereira handed it over to any admin'],
  ['action-undone', 'Ana Pereira', { about: 'snooze' }, 'Ana Pereira undid the snooze'],
  ['action-undone', 'Ana Pereira', { about: 'something new' }, 'Ana Pereira undid an action'],
])('%s by %s with %j', (name, actor, part, words) => {
  expect(timelineWords(action(name, actor, null, part))).toBe(words)
})
