import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matching, mentionAt, mentionName, toStored, toTyped } from './domain-mention-text'
import { parseNote } from './domain-note-blocks'
import { mentionedIn, mentionOf } from './domain-note-text'

const [ANA, ANA_TOO, BO] = ['a', 'b', 'c'].map((end) => `01920000-0000-7000-8000-00000000000${end}`) as [
  string,
  string,
  string,
]
const people = new Map([
  ['Ana', ANA],
  ['Ana Pereira', ANA_TOO],
  ['Bo (HR) O’Neil', BO],
])

test('names are typed plainly and stored with whom they mean, and the way back is the same', () => {
  const typed = 'Ask @Ana Pereira, @Ana and @Bo (HR) O’Neil. Not @Anastasia, mail@Ana or @@Ana.'
  const stored = toStored(typed, people)
  expect(mentionedIn(parseNote(stored))).toEqual([ANA_TOO, ANA, BO])
  expect(toTyped(stored)).toEqual({ text: typed, people })
})

test('a name is written without what would end it', () => {
  const name = mentionName(' [Ana]\nPereira ')
  expect(name).toBe('Ana Pereira')
  expect(mentionedIn(parseNote(toStored(`@${name}`, new Map([[name, ANA]]))))).toEqual([ANA])
  expect(mentionName('[]')).toBe('member')
})

test('of two members with one name the second stays spelled out, so that nobody is taken for the other', () => {
  const stored = `${mentionOf(ANA, 'Ana')} ${mentionOf(ANA_TOO, 'Ana')}`
  const { text, people: known } = toTyped(stored)
  expect(text).toBe(`@Ana ${mentionOf(ANA_TOO, 'Ana')}`)
  expect(toStored(text, known)).toBe(stored)
})

test('whatever is typed comes back letter by letter', () => {
  const piece = fc.constantFrom(
    '@',
    'Ana',
    ' ',
    'Pereira',
    '@Ana',
    '@Ana Pereira',
    'Bo',
    '(HR)',
    '@Bo (HR) O’Neil',
    '\n',
    '[',
    ']',
    '(',
    'é',
    '*',
  )
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const typed = pieces.join('')
      expect(toTyped(toStored(typed, people), people).text).toBe(typed)
    }),
  )
})

describe('somebody is being named', () => {
  test.each([
    ['@', ''],
    ['Ask @An', 'An'],
    ['(@ana', 'ana'],
    ['\n@Ana Per', 'Ana Per'],
  ])('in %j', (typed, query) => expect(mentionAt(typed, typed.length)).toEqual({ start: typed.indexOf('@'), query }))

  test.each(['', 'Ana', 'mail@ana', '@@', '@Ana\n', '@one two three four', '@a,'])('not in %j', (typed) =>
    expect(mentionAt(typed, typed.length)).toBeNull(),
  )

  test('left of the caret only', () => expect(mentionAt('@An and', 3)).toEqual({ start: 0, query: 'An' }))
})

test('a colleague is found by the beginning of any of her names, with or without accents', () => {
  const members = ['Ana Pereira', 'Zoë Adler', 'Jean-Luc Ørsted', 'Ann Other'].map((name) => ({ name }))
  const found = (query: string) => matching(members, query).map(({ name }) => name)
  expect(found('')).toHaveLength(4)
  expect(found('an')).toEqual(['Ana Pereira', 'Ann Other'])
  expect(found('zoe')).toEqual(['Zoë Adler'])
  expect(found('luc')).toEqual(['Jean-Luc Ørsted'])
  expect(found('ana p')).toEqual(['Ana Pereira'])
  expect(found('era')).toEqual([])
})
