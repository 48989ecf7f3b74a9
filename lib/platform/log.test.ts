import { afterEach, expect, test } from 'vitest'
import { log } from './log'
import { forgetPerProcess } from './singleton'

const before = process.env.LOG_LEVEL
afterEach(() => {
  if (before === undefined) delete process.env.LOG_LEVEL
  else process.env.LOG_LEVEL = before
  forgetPerProcess('log')
})

test.each([
  ['debug', 'debug'],
  ['silent', 'silent'],
  ['', 'info'],
  ['loud', 'info'],
])('LOG_LEVEL %j logs at %s: an unknown level does not keep the log from telling so', (given, level) => {
  process.env.LOG_LEVEL = given
  forgetPerProcess('log')
  expect(log().level).toBe(level)
})
