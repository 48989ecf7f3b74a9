import { expect, test } from 'vitest'
import { reasonHint } from './bulk-resolve-dialog'

const known = (...outcomes: ('passed' | 'failed' | 'none')[]) => outcomes.map((aiOutcome) => ({ aiOutcome }))

test('an outcome against Popp’s names how many would be skipped for want of a reason', () => {
  const selection = { reason: '', known: known('passed', 'failed', 'failed'), count: 3 }
  expect(reasonHint('proceed', selection)).toBe('Popp said otherwise of 2: without a reason they are skipped.')
  expect(reasonHint('do-not-proceed', selection)).toBe('Popp said otherwise of 1: without a reason it is skipped.')
  expect(reasonHint('proceed', { ...selection, reason: 'Has the licence.' })).toBeUndefined()
  expect(reasonHint('no-action-needed', selection)).toBeUndefined()
  expect(reasonHint('proceed', { ...selection, known: known('passed', 'none', 'none') })).toBeUndefined()
})

test('of items that are not loaded it promises no number', () => {
  const selection = { reason: '', known: known('passed'), count: 5_000 }
  expect(reasonHint('proceed', selection)).toBe(
    'Where Popp said otherwise, an item is skipped unless you give a reason.',
  )
  expect(reasonHint('no-action-needed', selection)).toBeUndefined()
  expect(reasonHint('ai-was-wrong', selection)).toBe('Say what the AI got wrong.')
})
