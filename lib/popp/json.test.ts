import { expect, it } from 'vitest'
import { isObject, own } from './json'

it('reads only what an object holds itself', () => {
  expect(own({}, 'toString')).toBeUndefined()
  expect(own({}, '__proto__')).toBeUndefined()
  expect(own(JSON.parse('{"__proto__":1}'), '__proto__')).toBe(1)
})

it('takes neither lists nor null for objects', () => {
  expect([{}, [], null, 'x', 1, undefined].map(isObject)).toEqual([true, false, false, false, false, false])
})
