import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { storableText } from './envelope'

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('\0', '\ud83d', '\ude00', '😀', 'a', '\\'), maxLength: 40 }),
)
const codePoints = (text: string) => [...text].length

describe('storableText', () => {
  it('leaves storable text of at most the limit as it is', () => {
    expect(storableText('Größe 😀 \u0001\u202e', 100)).toBe('Größe 😀 \u0001\u202e')
    expect(storableText('😀😀', 2)).toBe('😀😀')
    expect(storableText('', 5)).toBe('')
  })

  it('makes NUL and lone surrogates visible', () => {
    expect(storableText('A\0B', 100)).toBe('A\\u0000B')
    expect(storableText('\ud83d', 100)).toBe('\\ud83d')
    expect(storableText('\ude00\ud83d', 100)).toBe('\\ude00\\ud83d')
  })

  it('cuts at the limit in code points, never inside a pair, and says so', () => {
    expect(storableText('abcdef', 5)).toBe('abcd…')
    expect(storableText('😀😀😀', 2)).toBe('😀…')
    expect(storableText('a\0', 5)).toBe('a\\u0…')
    expect(storableText('x'.repeat(1_000_000), 300)).toBe(`${'x'.repeat(299)}…`)
  })

  it('always gives well-formed text without NUL, of at most the limit', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 30 }), (text, limit) => {
        const stored = storableText(text, limit)
        expect(stored.isWellFormed()).toBe(true)
        expect(stored).not.toContain('\0')
        expect(codePoints(stored)).toBeLessThanOrEqual(limit)
        if (text.isWellFormed() && !text.includes('\0') && codePoints(text) <= limit) expect(stored).toBe(text)
        else expect(stored).not.toBe(text)
      }),
    )
  })

  it('changes nothing when applied again', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 30 }), (text, limit) => {
        const stored = storableText(text, limit)
        expect(storableText(stored, limit)).toBe(stored)
      }),
    )
  })
})
