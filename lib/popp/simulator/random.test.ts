import { describe, expect, it } from 'vitest'
import { idFrom, integer, mulberry32, pick, randomFor, uuidFrom, weighted } from './random'

describe('the seeded randomness', () => {
  it('gives the published mulberry32 sequence, on every machine', () => {
    const random = mulberry32(42)
    expect([random(), random(), random()]).toEqual([0.6011037519201636, 0.44829055899754167, 0.8524657934904099])
  })

  it('gives each label a sequence of its own', () => {
    expect(randomFor(7, 'a')()).toBe(randomFor(7, 'a')())
    expect(randomFor(7, 'a')()).not.toBe(randomFor(7, 'b')())
    expect(randomFor(7, 'a')()).not.toBe(randomFor(8, 'a')())
  })

  it('makes no id twice in 100,000', () => {
    const ids = new Set(Array.from({ length: 100_000 }, (_, n) => idFrom(7, `story/${n}`)))
    expect(ids.size).toBe(100_000)
    expect(uuidFrom(7, 'x')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('reaches both ends of a range and every entry, and nothing beyond', () => {
    const random = mulberry32(1)
    const drawn = new Set(Array.from({ length: 500 }, () => integer(random, 2, 5)))
    expect([...drawn].sort()).toEqual([2, 3, 4, 5])
    expect(new Set(Array.from({ length: 200 }, () => pick(random, ['a', 'b', 'c']))).size).toBe(3)
  })

  it('draws by weight', () => {
    const random = mulberry32(2)
    const entries = [
      { name: 'often', weight: 9 },
      { name: 'seldom', weight: 1 },
      { name: 'never', weight: 0 },
    ]
    const drawn = Array.from({ length: 2000 }, () => weighted(random, entries).name)
    expect(drawn).not.toContain('never')
    expect(drawn.filter((name) => name === 'often').length / 2000).toBeCloseTo(0.9, 1)
  })
})
