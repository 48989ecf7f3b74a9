import { expect, test } from 'vitest'
import { decrypt, deriveKey, encrypt } from './crypto'

const key = deriveKey('a secret of the application', 'endpoint-secrets')

test('what was encrypted comes back, and two encryptions of one text differ', () => {
  const [a, b] = [encrypt(key, 'whsec_ünï'), encrypt(key, 'whsec_ünï')]
  expect(decrypt(key, a)).toBe('whsec_ünï')
  expect(Buffer.from(a).equals(Buffer.from(b))).toBe(false)
})

test('a changed byte or another purpose’s key is refused', () => {
  const bytes = encrypt(key, 'secret')
  bytes[bytes.length - 1]! ^= 1
  expect(() => decrypt(key, bytes)).toThrow()
  expect(() => decrypt(deriveKey('a secret of the application', 'other'), encrypt(key, 'x'))).toThrow()
})
