import { expect, test } from 'vitest'
import { EndpointCache } from './endpoint-cache'

function cacheOf(answers: (string | null | 'unavailable' | Error)[]) {
  const clock = { now: 0 }
  const asked: string[] = []
  const cache = new EndpointCache<string>(
    async (id) => {
      asked.push(id)
      const answer = answers.shift()
      if (answer instanceof Error) throw answer
      return answer ?? null
    },
    () => clock.now,
  )
  return { cache, clock, asked }
}

test('counts for two seconds, then is read again: a retired endpoint is refused', async () => {
  const { cache, clock, asked } = cacheOf(['endpoint', null])
  expect(await cache.find('a')).toBe('endpoint')
  clock.now = 1_999
  expect(await cache.find('a')).toBe('endpoint')
  expect(asked).toHaveLength(1)
  clock.now = 2_000
  expect(await cache.find('a')).toBe(null)
})

test('requests that arrive together share one look-up', async () => {
  const { cache, asked } = cacheOf(['endpoint'])
  expect(await Promise.all([cache.find('a'), cache.find('a'), cache.find('a')])).toEqual(Array(3).fill('endpoint'))
  expect(asked).toEqual(['a'])
})

test('while the database is away a known endpoint stays known and the database is left alone for a second', async () => {
  const { cache, clock, asked } = cacheOf(['endpoint', 'unavailable', new Error('away'), 'changed'])
  await cache.find('a')
  clock.now = 60_000
  expect(await cache.find('a')).toBe('endpoint')
  clock.now = 60_999
  expect(await cache.find('a')).toBe('endpoint')
  expect(asked).toHaveLength(2)
  clock.now = 61_000
  expect(await cache.find('a')).toBe('endpoint')
  clock.now = 62_000
  expect(await cache.find('a')).toBe('changed')
})

test('while the database is away nobody is told that an endpoint does not exist', async () => {
  const { cache, clock } = cacheOf(['unavailable', null, 'unavailable'])
  expect(await cache.find('a')).toBe('unavailable')
  expect(await cache.find('a')).toBe(null)
  clock.now = 2_000
  expect(await cache.find('a')).toBe('unavailable')
})

test('a flood of invented ids is forgotten, oldest first', async () => {
  const { cache, asked } = cacheOf(['endpoint'])
  await cache.find('real')
  for (let n = 0; n < 5_000; n++) await cache.find(`invented ${n}`)
  expect(await cache.find('invented 4999')).toBe(null)
  expect(asked).toHaveLength(5_001)
  await cache.find('real')
  expect(asked).toHaveLength(5_002)
})
