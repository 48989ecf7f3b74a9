import { expect, test } from 'vitest'
import type { TestAnswer } from '@/lib/popp-connection/settings'
import { testWords } from './test-words'

const answer: TestAnswer = {
  ...{ outcome: 'ok', status: 200, found: true, reached: true, retryAfterSeconds: null, tookMs: 84 },
}

test.each([
  [{}, /works.*200 after 84 ms: one conversation/],
  [{ found: false }, /works.*no conversations yet/],
  [{ outcome: 'unauthorized', status: 403 }, /refused the key.*403/],
  [{ outcome: 'not-found', status: 404 }, /no such call.*404/],
  [{ outcome: 'rate-limited', status: 429, retryAfterSeconds: 7 }, /pause.*in 7 s.*429/],
  [{ outcome: 'timeout', status: null }, /did not answer in time/],
  [{ outcome: 'timeout', status: null, reached: false }, /No connection in time/],
  [{ outcome: 'unavailable', status: 502 }, /not well.*502/],
  [{ outcome: 'unavailable', status: null, reached: false }, /Nobody could be reached/],
  [{ outcome: 'unreadable', status: 301 }, /points to another address/],
  [{ outcome: 'unreadable' }, /no list of conversations/],
  [{ outcome: 'invalid', status: 400 }, /refused the call.*400/],
] as const)('%j is told as what it is', (part, words) => {
  const { title, text } = testWords({ ...answer, ...part })
  expect(`${title} ${text}`).toMatch(words)
})
