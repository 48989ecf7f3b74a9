import { expect, test } from 'vitest'
import type { TestResult } from '@/lib/endpoints/schema'
import { lastAnswerWords, testWords } from './endpoint-words'

const result: TestResult = {
  ...{ url: 'https://desk.example/x', viaLoopback: false, unreachable: null },
  ...{ status: 200, milliseconds: 12.34, answer: 'stored', eventId: 'e' },
}

test('a test is well only when the address itself answered and the event was found', () => {
  expect(testWords(result)).toEqual({
    ok: true,
    sentences: ['Answered 200 (stored) in 12.3 ms.', 'The event was found among the deliveries.'],
  })
  expect(testWords({ ...result, eventId: null }).ok).toBe(false)
  expect(testWords({ ...result, viaLoopback: true, unreachable: 'ECONNREFUSED' }).ok).toBe(false)
  expect(testWords({ ...result, status: 401, answer: 'wrong-signature', eventId: null })).toEqual({
    ok: false,
    sentences: ['Answered 401 (wrong signature) in 12.3 ms.'],
  })
})

test('an answer that is not ours, or none, is not taken for ours', () => {
  expect(testWords({ ...result, status: 302, answer: null, eventId: null }).sentences[1]).toContain('something else')
  const silent = testWords({ ...result, status: null, answer: null, eventId: null, unreachable: 'ETIMEDOUT' })
  expect(silent.sentences.join(' ')).toMatch(/ETIMEDOUT.*Nothing answered/)
})

test('a last delivery says its answer, refused ones why', () => {
  const last = { id: 'd', at: '2026-01-01T00:00:00.000Z', status: 200, cause: null }
  expect(lastAnswerWords(last)).toBe('answered 200')
  expect(lastAnswerWords({ ...last, status: 401, cause: 'missing-signature' })).toBe('refused, no signature')
})
