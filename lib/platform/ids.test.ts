import { expect, test } from 'vitest'
import { isUuid, lowestId, newId } from './ids'

test('ids are valid UUIDv7, unique, and sort by their time', () => {
  const ids = Array.from({ length: 5000 }, (_, i) => newId(1_700_000_000_000 + i))
  expect(ids.every((id) => isUuid(id) && id[14] === '7' && '89ab'.includes(id[19]!))).toBe(true)
  expect(new Set(ids).size).toBe(ids.length)
  expect([...ids].sort()).toEqual(ids)
})

test('the ids of a time are those from its lowest id on', () => {
  const at = 1_700_000_000_000
  expect(isUuid(lowestId(at))).toBe(true)
  expect(newId(at - 1) < lowestId(at)).toBe(true)
  expect(newId(at) > lowestId(at)).toBe(true)
})
