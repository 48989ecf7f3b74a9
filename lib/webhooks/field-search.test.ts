import { expect, test } from 'vitest'
import { fieldSearchText, hasField, parseFieldSearch } from './field-search'

test('a field is typed with or without spaces and quotes', () => {
  const field = { path: 'data.externalId', value: 'ats-1001' }
  for (const typed of ['data.externalId=ats-1001', ' data.externalId  =  ats-1001 ', 'data.externalId = "ats-1001"'])
    expect(parseFieldSearch(typed)).toEqual(field)
  expect(parseFieldSearch('eventId = evt=1==')).toEqual({ path: 'eventId', value: 'evt=1==' })
})

test.each(['conv_1', 'conv_abc==', 'conversation_st', 'data.externalId', 'data.externalId =', '= x', 'a b = c'])(
  '%j names no field',
  (typed) => {
    expect(parseFieldSearch(typed)).toBeNull()
  },
)

test.each(['x', ' x ', '"x"', 'ü = ü', '7.50', '"', '""'])('the value %j comes back as it was', (value) => {
  const field = { path: 'data.x', value }
  expect(parseFieldSearch(fieldSearchText(field))).toEqual(field)
})

test('a value is found exactly; a number by any way to write it', () => {
  const fields = [
    { path: 'data.score', text: '7.5' },
    { path: 'data.name', text: 'Amara' },
  ]
  expect(hasField(fields, { path: 'data.score', value: '7.50' })).toBe(true)
  expect(hasField(fields, { path: 'data.name', value: 'Amara' })).toBe(true)
  for (const [path, value] of [
    ['data.name', 'amara'],
    ['data.name', 'Amar'],
    ['data', 'Amara'],
    ['data.score', '7'],
  ] as const)
    expect(hasField(fields, { path, value })).toBe(false)
})
