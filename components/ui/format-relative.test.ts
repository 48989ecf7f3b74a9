import { describe, expect, it } from 'vitest'
import { formatExact, formatRelative } from './format-relative'

const NOW = Date.parse('2025-01-14T10:30:00Z')
const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const past = (ms: number) => formatRelative(NOW - ms, NOW)

describe('formatRelative', () => {
  it.each([
    [0, 'just now'],
    [44 * SECOND, 'just now'],
    [45 * SECOND, '1m ago'],
    [60 * MINUTE - 1, '59m ago'],
    [HOUR, '1h ago'],
    [DAY - 1, '23h ago'],
    [DAY, '1d ago'],
    [14 * DAY - 1, '13d ago'],
    [14 * DAY, '2w ago'],
    [30 * DAY, '1mo ago'],
    [365 * DAY - 1, '12mo ago'],
    [365 * DAY, '1y ago'],
    [800 * DAY, '2y ago'],
  ])('cuts %i ms of age down to whole units: %s', (age, words) => {
    expect(past(age)).toBe(words)
  })

  it('says how far ahead a future moment is, and calls a clock that runs a little fast "just now"', () => {
    expect(formatRelative(NOW + 12 * MINUTE + 30 * SECOND, NOW)).toBe('in 12m')
    expect(formatRelative(NOW + 20 * SECOND, NOW)).toBe('just now')
  })

  it('takes ISO strings, numbers and dates for the same moment', () => {
    const at = NOW - 3 * HOUR
    const words = [at, new Date(at), new Date(at).toISOString()].map((date) => formatRelative(date, NOW))
    expect(new Set(words)).toEqual(new Set(['3h ago']))
  })

  it('speaks the language it is given', () => {
    expect(formatRelative(NOW - 2 * DAY, NOW, 'de')).toContain('2')
    expect(formatRelative(NOW - 2 * DAY, NOW, 'de')).not.toContain('ago')
  })

  it('shows a dash for a date that is none, instead of failing the row', () => {
    expect(formatRelative('not a date', NOW)).toBe('—')
    expect(formatExact('not a date')).toBe('unknown time')
  })
})

describe('formatExact', () => {
  it('names the zone and the second', () => {
    const exact = formatExact('2025-01-14T10:30:05Z', 'en-GB', 'Europe/Berlin')
    expect(exact).toContain('11:30:05')
    expect(exact).toContain('14 Jan 2025')
    expect(exact).toMatch(/CET|GMT\+1/)
  })
})
