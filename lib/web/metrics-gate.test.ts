import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { forgetPerProcess } from '@/lib/platform/singleton'
import { markDirect, mayReadMetrics } from './metrics-gate'

process.env.APP_SECRET ??= 'test-secret-0123456789-abcdefghijklmnopqrstuvwxyz'
process.env.DATABASE_URL ??= 'postgres://unused'
forgetPerProcess('env')

/** What the route sees of a request from this address. */
function gateOf(remoteAddress: string, headers: Record<string, string> = {}) {
  const request = { socket: { remoteAddress }, headers } as unknown as IncomingMessage
  markDirect(request)
  return mayReadMetrics(new Headers(request.headers as Record<string, string>))
}

test.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('this machine itself, as %s, reads metrics', (address) =>
  expect(gateOf(address)).toBe('yes'),
)

test('another machine does not, whatever it writes into its headers', () => {
  expect(gateOf('10.0.0.7')).toBe('not-from-here')
  expect(gateOf('10.0.0.7', { 'x-review-desk-direct': '1' })).toBe('not-from-here')
  expect(gateOf('10.0.0.7', { 'x-forwarded-for': '127.0.0.1' })).toBe('not-from-here')
})

test.each(['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'])(
  'a proxy on this machine, which sends %s, speaks for its visitors',
  (header) => expect(gateOf('127.0.0.1', { [header]: '203.0.113.9' })).toBe('not-from-here'),
)
