import { expect, test } from 'vitest'
import { addressGroup, clientAddress } from './client-address'

test('the last hop counts, not what the client wrote before it', () => {
  expect(clientAddress('6.6.6.6, 203.0.113.9')).toBe('203.0.113.9')
  expect(clientAddress(null)).toBe('unknown')
})

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:0:1:a:b:c:d', '2001:db8:0:1::/64'],
  ['2001:0db8:0000:0001::d', '2001:db8:0:1::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('%s is counted as %s', (address, group) => expect(addressGroup(address)).toBe(group))
