import { expect, test } from 'vitest'
import { describeError, isConflict } from './failure'

test('the reason of a failure holds names and codes, never the message', () => {
  const error = Object.assign(new Error('value "Amara Okafor" is too long'), { code: 'P2010' })
  expect(describeError(error)).toBe('Error · P2010')
})

test('deadlocks and serialization failures are worth another try, other refusals are not', () => {
  const failed = (originalCode: string) => ({
    code: 'P2010',
    meta: { driverAdapterError: { cause: { originalCode } } },
  })
  expect([failed('40P01'), failed('40001'), { code: 'P2034' }, failed('23514'), null].map(isConflict)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ])
})
