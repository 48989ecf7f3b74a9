import { expect, test } from 'vitest'
import { preferredWords, receiverWords } from './preferred-words'

test('for whom an item waits: the reader, a colleague, anybody of a role', () => {
  const ben = { memberId: 'ben', name: 'Ben Okoye', role: null }
  expect(preferredWords(ben, 'ben')).toBe('For you')
  expect(preferredWords(ben, 'ana')).toBe('For Ben Okoye')
  expect(preferredWords({ memberId: null, name: null, role: 'admin' }, 'ana')).toBe('For any admin')
  expect(preferredWords({ memberId: 'gone', name: null, role: null }, 'ana')).toBe('For a former member')
})

test('a name cannot turn the line around', () => {
  expect(receiverWords({ memberId: 'x', name: 'Ben\u202e Okoye' })).toBe('Ben Okoye')
  expect(receiverWords({ role: 'recruiter' })).toBe('any recruiter')
})
