import { expect, test } from 'vitest'
import { presenceWords } from './presence-words'

const present = (name: string, typing = false) => ({
  reviewItemId: 'one',
  memberId: name,
  name,
  typing,
  seenAt: '2026-01-14T10:00:00.000Z',
})

test('two are named with what they do, more are counted', () => {
  expect(presenceWords([])).toEqual([])
  expect(presenceWords([present('Ben Okoye'), present('Cleo', true)])).toEqual([
    'Ben Okoye is viewing',
    'Cleo is typing…',
  ])
  expect(presenceWords(['Ana', 'Ben', 'Cleo', 'Dov'].map((name) => present(name))).at(-1)).toBe('2 more')
})

test('a name’s direction controls reverse nothing around it', () => {
  expect(presenceWords([present('\u202eneB')])).toEqual(['neB is viewing'])
})
