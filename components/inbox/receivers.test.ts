import { expect, test } from 'vitest'
import type { MemberEntry } from '@/lib/members/schema'
import { matching, receivers } from './receivers'

const members: MemberEntry[] = [
  { memberId: 'ana', name: 'Ana Silva', role: 'recruiter' },
  { memberId: 'ben', name: 'Ben Okoye', role: 'recruiter' },
  { memberId: 'olu', name: 'Olu Auditor', role: 'auditor' },
  { memberId: 'thuy', name: 'Thuý Nguyễn', role: 'admin' },
]
const lines = receivers(members, 'ana')
const found = (search: string) => matching(lines, search).map(({ id }) => id)

test('an item goes to colleagues who may decide, or to everybody of a deciding role, never to oneself', () => {
  expect(lines.map(({ id }) => id)).toEqual(['ben', 'thuy', 'role recruiter', 'role admin'])
})

test('a name is found by any part of its words, without accents and in any case', () => {
  expect(found('')).toHaveLength(4)
  expect(found('NGUYEN thu')).toEqual(['thuy'])
  expect(found('admin')).toEqual(['role admin'])
  expect(found('olu')).toEqual([])
})
