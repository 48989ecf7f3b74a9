import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { avatarHue, initialsOf } from './initials'

describe('initialsOf', () => {
  it.each([
    ['Jonas Weber', 'JW'],
    ['Maria del Carmen Ruiz', 'MR'],
    ['łukasz żółkiewski', 'ŁŻ'],
    ['Prince', 'P'],
    ['李小龍', '李'],
    ['  Ana   ', 'A'],
    ['(null) Smith', 'NS'],
    ['', '?'],
    [' … ', '?'],
  ])('%j gives %j', (name, initials) => {
    expect(initialsOf(name)).toBe(initials)
  })

  it('never fails and never shows more than two letters’ worth, whatever the name', () => {
    const graphemes = new Intl.Segmenter('und')
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (name) => {
        const shown = [...graphemes.segment(initialsOf(name))].length
        expect(shown).toBeGreaterThanOrEqual(1)
        expect(shown).toBeLessThanOrEqual(4)
      }),
    )
  })
})

describe('avatarHue', () => {
  it('is the same for the same name and an angle for every name', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(avatarHue(name)).toBe(avatarHue(name))
        expect(avatarHue(name)).toBeGreaterThanOrEqual(0)
        expect(avatarHue(name)).toBeLessThan(360)
      }),
    )
  })
})
