import { expect, it } from 'vitest'
import { cn } from './cn'

it('lets the caller override a size without losing the colour', () => {
  expect(cn('text-sm text-muted', 'text-2xs')).toBe('text-muted text-2xs')
})

it('drops what is false', () => {
  expect(cn('a', false, undefined, ['b'])).toBe('a b')
})
