import { scryptSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { hashPassword, verifyPassword } from './passwords'

test('a hash says its parameters, hides its password, and verifies only it', async () => {
  const hash = await hashPassword('correct horse')
  expect(hash).toMatch(/^scrypt\$17\$8\$1\$[\w-]{22}\$[\w-]{43}$/)
  expect(hash).not.toContain('correct')
  expect(await verifyPassword('correct horse', hash)).toBe(true)
  expect(await verifyPassword('correct horsE', hash)).toBe(false)
  expect(await verifyPassword('', hash)).toBe(false)
})

test('one password twice gives two hashes', async () => {
  expect(await hashPassword('same')).not.toBe(await hashPassword('same'))
})

test('a hash with other parameters still verifies: they can be raised later', async () => {
  const salt = Buffer.alloc(16, 7)
  const key = scryptSync('old', salt, 32, { N: 2 ** 14, r: 8, p: 1 })
  const hash = `scrypt$14$8$1$${salt.toString('base64url')}$${key.toString('base64url')}`
  expect(await verifyPassword('old', hash)).toBe(true)
  expect(await verifyPassword('new', hash)).toBe(false)
})

test('letters composed in another way are the same password', async () => {
  expect(await verifyPassword('cafe\u0301', await hashPassword('caf\u00e9'))).toBe(true)
})

test('an unknown account is refused, and as slowly as a known one', async () => {
  const begin = performance.now()
  expect(await verifyPassword('wrong', null)).toBe(false)
  // No machine does 128 MiB of scrypt in less; without it the answer takes a fraction of a millisecond.
  expect(performance.now() - begin).toBeGreaterThan(50)
})
