import { expect, test } from 'vitest'
import { mayActOn } from './permissions'

const call = { kind: 'take-over', memberId: 'ana', reviewItemId: 'i1', holderId: null } as const
const reply = { ...call, kind: 'reply' } as const

test.each([
  ['any recruiter, on what an item wants', { memberId: 'ben', role: 'recruiter' }, call, true],
  ['a recruiter, on her own words', { memberId: 'ana', role: 'recruiter' }, reply, true],
  ['a recruiter, on another’s words', { memberId: 'ben', role: 'recruiter' }, reply, false],
  [
    'who holds the item, on another’s words',
    { memberId: 'ben', role: 'recruiter' },
    { ...reply, holderId: 'ben' },
    true,
  ],
  ['an admin, on another’s words', { memberId: 'ben', role: 'admin' }, reply, true],
  ['an auditor, on what she once wanted herself', { memberId: 'ana', role: 'auditor' }, reply, false],
  [
    'a recruiter, on what concerns no item',
    { memberId: 'ana', role: 'recruiter' },
    { ...call, reviewItemId: null },
    false,
  ],
  ['an admin, on what concerns no item', { memberId: 'ben', role: 'admin' }, { ...call, reviewItemId: null }, true],
] as const)('%s', (_, asker, on, may) => {
  expect(mayActOn(on, asker)).toBe(may)
})
