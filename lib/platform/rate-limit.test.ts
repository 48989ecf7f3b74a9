import { expect, test } from 'vitest'
import { rateLimit } from './rate-limit'

test('uses beyond the limit are refused with the time to wait, per key', async () => {
  const limit = rateLimit('test-limit', { points: 2, seconds: 60 })
  expect(await limit.hit('a')).toEqual({ ok: true })
  expect(await limit.check('a')).toEqual({ ok: true })
  expect(await limit.hit('a')).toEqual({ ok: true })
  expect(await limit.check('a')).toMatchObject({ ok: false })
  const refused = await limit.hit('a')
  expect(refused.ok).toBe(false)
  if (!refused.ok) expect(refused.retryAfterSeconds).toBeGreaterThan(30)
  expect(await limit.hit('b')).toEqual({ ok: true })
})

test('a reset key may start again', async () => {
  const limit = rateLimit('test-reset', { points: 1, seconds: 60 })
  await limit.hit('a')
  await limit.reset('a')
  expect(await limit.hit('a')).toEqual({ ok: true })
})
