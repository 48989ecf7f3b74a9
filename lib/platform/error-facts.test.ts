import { expect, test } from 'vitest'
import { isDatabaseAway } from './database-away'
import { errorFacts } from './error-facts'

const thrownBy = (work: () => unknown): Error => {
  try {
    work()
  } catch (error) {
    return error as Error
  }
  throw new Error('nothing was thrown')
}

test('what is logged of an error never quotes what somebody typed', () => {
  const facts = errorFacts(thrownBy(() => JSON.parse('{"name": "Ada Lovelace" oops')))
  expect(facts).toMatchObject({ name: 'SyntaxError' })
  expect(JSON.stringify(facts)).not.toMatch(/Ada|Lovelace/)
})

test('a bug of ours says what and where', () => {
  const facts = errorFacts(thrownBy(() => (undefined as unknown as { x: number }).x))
  expect(facts).toMatchObject({ name: 'TypeError', message: expect.stringContaining('undefined') })
  expect(facts.at?.[0]).toContain('error-facts.test')
})

test.each([
  [{ code: 'P1001' }],
  [{ code: 'ECONNREFUSED' }],
  [{ code: '57P01' }],
  [new Error('Connection terminated unexpectedly')],
  [new Error('timeout exceeded when trying to connect')],
  [{ code: 'P2010', meta: { driverAdapterError: { cause: { kind: 'DatabaseNotReachable' } } } }],
])('the database is away: %j', (error) => expect(isDatabaseAway(error)).toBe(true))

test.each([
  [{ code: 'P2002' }],
  [{ code: 'P2010', meta: { driverAdapterError: { cause: { originalCode: '42P01', kind: 'postgres' } } } }],
  [new TypeError('x')],
  [null],
])('not the database’s absence: %j', (error) => expect(isDatabaseAway(error)).toBe(false))
