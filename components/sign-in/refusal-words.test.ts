import { expect, test } from 'vitest'
import { refusalWords } from './refusal-words'

const now = Date.parse('2026-01-14T14:20:30.000Z')
const clock = (at: number) => new Date(at).toISOString().slice(11, 16)
const wait = (retryAfterSeconds: number) =>
  refusalWords({ ok: false, reason: 'too-many-attempts', retryAfterSeconds }, now, clock)

test('who must wait is told until when, never too early', () => {
  expect(wait(1)).toBe('Too many attempts. Try again in 1 second.')
  expect(wait(60)).toBe('Too many attempts. Try again in 60 seconds.')
  expect(wait(61)).toBe('Too many attempts. Try again at 14:22, in 2 minutes.')
  expect(wait(900)).toBe('Too many attempts. Try again at 14:35, in 15 minutes.')
})

test('a wrong password does not say whether the address is known', () => {
  expect(refusalWords({ ok: false, reason: 'wrong-credentials' }, now, clock)).toBe(
    'The e-mail address or the password is wrong.',
  )
})

test('a server that does not answer is not the typist’s fault', () => {
  expect(refusalWords({ ok: false, reason: 'unavailable' }, now, clock)).toMatch(/nothing to do with what you typed/)
})
