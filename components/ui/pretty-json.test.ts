import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainDirection, prettyJson, visibleText } from './pretty-json'

describe('prettyJson', () => {
  it('indents as JSON.stringify does', () => {
    const value = { event: 'X', data: { list: [1, 'a,b{', { deep: null }], none: [], empty: {} } }
    expect(prettyJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2))
  })

  it('keeps any JSON value: parsing the result gives what parsing the source gives', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(JSON.parse(prettyJson(text))).toEqual(JSON.parse(text))
      }),
    )
  })

  it('changes nothing but whitespace in text that is not JSON at all', () => {
    const bare = (text: string) => text.replaceAll(/\s/g, '')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(bare(prettyJson(text))).toBe(bare(text))
      }),
    )
  })

  it('keeps what a parser would lose: 1e400, duplicate keys, __proto__, odd escapes', () => {
    const text = '{"n":1e400,"a":1,"a":2,"__proto__":{"x":"\\u0000\\ud800"}}'
    expect(prettyJson(text).replaceAll(/\s/g, '')).toBe(text)
  })

  it('shows 10,000 brackets without running out of stack or width', () => {
    const pretty = prettyJson('['.repeat(10_000) + ']'.repeat(10_000))
    expect(pretty.length).toBeLessThan(2_000_000)
  })
})

describe('visibleText', () => {
  it('spells out characters that hide or turn text around, and lone surrogates', () => {
    expect(visibleText('a\u0000b\u202ec\ud800d\u200be')).toBe('a\\u0000b\\u202ec\\ud800d\\u200be')
  })

  it('leaves names, emoji, tabs and line ends as they are', () => {
    const text = 'Łukasz\t李小龍\nمحمد 👩‍💻'
    expect(visibleText(text)).toBe(text)
  })
})

describe('plainDirection', () => {
  it('takes every control that reverses what follows, and nothing else', () => {
    expect(plainDirection('Ana\u202e sliS\u202c \u2066x\u2069\u202a\u202b\u202d\u2067\u2068')).toBe('Ana sliS x')
  })

  it('leaves names in any script, with their own direction marks and joiners', () => {
    const text = 'محمد\u200e (Mo) \u200fלאה 👩‍💻 Łukasz'
    expect(plainDirection(text)).toBe(text)
  })
})
