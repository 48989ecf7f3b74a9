import { describe, expect, it } from 'vitest'
import { readTimestamp } from './timestamp'

describe('readTimestamp', () => {
  it.each([
    ['2024-01-15T10:30:00.000Z', '2024-01-15T10:30:00.000Z'],
    ['2024-01-15T10:30:00Z', '2024-01-15T10:30:00.000Z'],
    ['2024-01-15T10:30Z', '2024-01-15T10:30:00.000Z'],
    ['2024-01-15t10:30:00z', '2024-01-15T10:30:00.000Z'],
    ['2024-01-15T10:30:00.1Z', '2024-01-15T10:30:00.100Z'],
    ['2024-01-15T10:30:00.123456789Z', '2024-01-15T10:30:00.123Z'],
    ['2024-01-15T10:30:00+02:00', '2024-01-15T08:30:00.000Z'],
    ['2024-01-15T10:30:00-0530', '2024-01-15T16:00:00.000Z'],
    ['2024-01-01T00:30:00+01:00', '2023-12-31T23:30:00.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    [' 2024-01-15 10:30:00 ', '2024-01-15T10:30:00.000Z'],
  ])('reads %s', (text, iso) => {
    expect(readTimestamp(text)?.toISOString()).toBe(iso)
  })

  it('reads a time without a zone as UTC, whatever the zone of the server', () => {
    const before = process.env.TZ
    process.env.TZ = 'Pacific/Kiritimati'
    try {
      expect(readTimestamp('2024-01-15T10:30:00')?.toISOString()).toBe('2024-01-15T10:30:00.000Z')
    } finally {
      if (before === undefined) delete process.env.TZ
      else process.env.TZ = before
    }
  })

  it.each([
    '1',
    '',
    'now',
    '2024',
    '2024-01-15',
    '10:30:00',
    '2024-02-30T00:00:00Z',
    '2023-02-29T00:00:00Z',
    '2024-13-01T00:00:00Z',
    '2024-00-01T00:00:00Z',
    '2024-01-00T00:00:00Z',
    '2024-01-15T24:00:00Z',
    '2024-01-15T10:60:00Z',
    '2024-01-15T10:30:60Z',
    '2024-01-15T10:30:00+24:00',
    '2024-01-15T10:30:00Zjunk',
    '+275760-09-13T00:00:00.000Z',
    '2024-01-15T10:30:00Z\0',
    'x'.repeat(100_000),
    1_705_314_600_000,
    Number.NaN,
    true,
    null,
    undefined,
    {},
    [],
    ['2024-01-15T10:30:00Z'],
  ])('is null for %j', (value) => {
    expect(readTimestamp(value)).toBeNull()
  })

  it.each(['0001-01-01T00:00:00Z', '1970-01-01T00:00:00Z', '1999-12-31T23:59:59Z'])(
    'takes the zero time %s for no time',
    (value) => expect(readTimestamp(value)).toBeNull(),
  )

  it('takes a time over a day ahead of its own arrival for no time, and a fast clock for a fast clock', () => {
    const receivedAt = new Date('2024-01-15T10:30:00Z')
    expect(readTimestamp('2024-01-16T10:30:00Z', receivedAt)).toEqual(new Date('2024-01-16T10:30:00Z'))
    expect(readTimestamp('2024-01-16T10:30:00.001Z', receivedAt)).toBeNull()
    expect(readTimestamp('9999-01-01T00:00:00Z', receivedAt)).toBeNull()
  })
})
