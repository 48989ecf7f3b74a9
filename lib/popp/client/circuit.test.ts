import { beforeEach, expect, test } from 'vitest'
import { Circuit } from './circuit'

let now: number
let circuit: Circuit
beforeEach(() => {
  now = 1_000_000
  circuit = new Circuit(() => now)
})

const fail = (times: number) => {
  for (let n = 0; n < times; n++) {
    circuit.pass()
    circuit.failed()
  }
}

test('it opens after five failures in a row, and an answer in between starts the count anew', () => {
  fail(4)
  circuit.answered()
  fail(4)
  expect(circuit.state).toBe('closed')
  fail(1)
  expect(circuit.state).toBe('open')
  expect(circuit.pass()).toEqual({ ok: false, reason: 'circuit-open', retryAfterSeconds: 30 })
})

test('half-open it lets one call through, and that one decides', () => {
  fail(5)
  now += 29_999
  expect(circuit.pass()).toMatchObject({ ok: false, retryAfterSeconds: 1 })
  now += 1
  expect(circuit.state).toBe('half-open')
  expect([circuit.pass().ok, circuit.pass().ok]).toEqual([true, false])
  circuit.failed()
  expect([circuit.state, circuit.pass()]).toEqual([
    'open',
    { ok: false, reason: 'circuit-open', retryAfterSeconds: 30 },
  ])
  now += 30_000
  circuit.pass()
  circuit.answered()
  expect([circuit.state, circuit.pass().ok, circuit.pass().ok]).toEqual(['closed', true, true])
})

test('calls that were under way when it opened do not hold it open for ever', () => {
  for (let n = 0; n < 8; n++) circuit.pass()
  for (let n = 0; n < 8; n++) circuit.failed()
  now += 30_000
  expect(circuit.pass()).toEqual({ ok: true })
})

test('a pause that was asked for is kept by everybody', () => {
  circuit.pass()
  circuit.answered(20)
  expect(circuit.pass()).toEqual({ ok: false, reason: 'rate-limited', retryAfterSeconds: 20 })
  now += 20_000
  expect(circuit.pass()).toEqual({ ok: true })
})
