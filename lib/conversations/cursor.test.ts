import { expect, test } from 'vitest'
import { readSearch } from './cursor'

test('a search in any script survives its header', () => {
  expect(readSearch(encodeURIComponent('Thuỳ Nguyễn 100%'))).toEqual({ ok: true, q: 'Thuỳ Nguyễn 100%' })
  expect(readSearch(null)).toEqual({ ok: true, q: undefined })
})

test('what is no percent-encoded text, or too long, is refused', () => {
  expect(readSearch('%')).toEqual({ ok: false })
  expect(readSearch('%E0%A4%A')).toEqual({ ok: false })
  expect(readSearch('x'.repeat(201))).toEqual({ ok: false })
})
