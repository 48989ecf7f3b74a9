import { expect, test } from 'vitest'
import { pgFailure } from './pg-failure'

const answered = (code: string) => Object.assign(new Error('x'), { severity: 'ERROR', code })

test.each([
  [answered('57P01'), 'again'],
  [answered('40P01'), 'again'],
  [answered('08006'), 'again'],
  [Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }), 'again'],
  [Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }), 'again'],
  [new Error('Connection terminated unexpectedly'), 'again'],
  [answered('57014'), 'away'],
  [answered('57P03'), 'away'],
  [answered('53300'), 'away'],
  [answered('25006'), 'away'],
  [Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }), 'away'],
  [new Error('timeout exceeded when trying to connect'), 'away'],
  [new Error('Query read timeout'), 'away'],
  [answered('22P05'), 'refused'],
  [answered('23514'), 'refused'],
  [answered('54000'), 'refused'],
  [answered('P0001'), 'refused'],
  [Object.assign(new RangeError('out of range'), { code: 'ERR_OUT_OF_RANGE' }), 'refused'],
])('%o: %s', (error, failure) => expect(pgFailure(error)).toBe(failure))
