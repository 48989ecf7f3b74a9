import { expect, test } from 'vitest'
import { withRead } from '@/lib/notifications/client'
import type { Notification } from '@/lib/notifications/schema'
import { arrivedSince, notificationWords } from './notification-words'

const one = (id: string, read = false): Notification => ({
  ...{ id, read, at: '2026-01-14T10:00:00.000Z', kind: 'mentioned' },
  ...{ actorName: 'Ana', candidateName: null, issueKind: null, href: '/inbox/1' },
})

test('what stood there when the desk opened is no news; what came since is, unless read elsewhere already', () => {
  const list = [one('5'), one('4', true), one('3'), one('2')]
  expect(arrivedSince(null, list)).toEqual([])
  expect(arrivedSince('', list).map(({ id }) => id)).toEqual(['5', '3', '2'])
  expect(arrivedSince('2', list).map(({ id }) => id)).toEqual(['5', '3'])
  expect(arrivedSince('5', list)).toEqual([])
})

test('says who did what; a name cannot turn the sentence around', () => {
  expect(notificationWords(one('1'))).toBe('Ana mentioned you in a note')
  expect(notificationWords({ kind: 'handed-over', actorName: '\u202eanA' })).toBe('anA handed an item over to you')
  expect(notificationWords({ kind: 'handed-over', actorName: null })).toBe('A colleague handed an item over to you')
})

test('marking counts down by what was unread, also beyond the list', () => {
  const list = { notifications: [one('3'), one('2', true), one('1')], unread: 60 }
  expect(withRead(list, { ids: ['3', '2', 'x'] })).toMatchObject({ unread: 59 })
  expect(withRead(list, { ids: ['3'] }).notifications.map(({ read }) => read)).toEqual([true, true, false])
  expect(withRead(list, { all: true })).toMatchObject({
    unread: 0,
    notifications: [{ read: true }, {}, { read: true }],
  })
})
