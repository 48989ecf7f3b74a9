import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const css = readFileSync(join(import.meta.dirname, '../../app/globals.css'), 'utf8')

/** WCAG 2.2, 1.4.3 and 1.4.11. */
const TEXT = 4.5
const SHAPE = 3

const GROUNDS = ['background', 'surface', 'raised', 'hover', 'selected']
const TONES = ['pass', 'fail', 'review', 'neutral', 'human']

const themes = { light: tokens(0), dark: tokens(1) }

describe.each(Object.entries(themes))('the %s theme', (_, token) => {
  const ratio = (front: string, ground: string) => contrast(token(front), token(ground))

  it.each(['text', 'muted', 'faint', 'accent-text', ...TONES])('%s is readable on every ground', (name) => {
    for (const ground of GROUNDS) expect(ratio(name, ground), `${name} on ${ground}`).toBeGreaterThanOrEqual(TEXT)
  })

  it.each(TONES)('%s and plain text are readable on its own tint', (tone) => {
    for (const front of [tone, 'text', 'muted']) {
      expect(ratio(front, `${tone}-soft`), `${front} on ${tone}-soft`).toBeGreaterThanOrEqual(TEXT)
    }
  })

  it('who said it, at 90 % opacity inside a verdict, stays readable', () => {
    for (const tone of TONES) {
      const faded = mix(token(tone), token(`${tone}-soft`), 0.9)
      expect(contrast(faded, token(`${tone}-soft`)), tone).toBeGreaterThanOrEqual(TEXT)
    }
  })

  it.each([
    ['accent-contrast', 'accent'],
    ['accent-contrast', 'accent-hover'],
    ['danger-contrast', 'danger'],
    ['danger-contrast', 'danger-hover'],
    ['accent-text', 'accent-soft'],
    ['text', 'accent-soft'],
  ])('%s is readable on %s', (front, ground) => {
    expect(ratio(front, ground)).toBeGreaterThanOrEqual(TEXT)
  })

  it.each(['field', 'focus', 'accent', 'danger'])('%s stands out as a shape where controls stand', (name) => {
    for (const ground of ['background', 'surface', 'raised']) {
      expect(ratio(name, ground), `${name} on ${ground}`).toBeGreaterThanOrEqual(SHAPE)
    }
  })

  it('the ground of a row under the pointer differs from the panes', () => {
    for (const ground of ['surface', 'raised']) expect(token('hover')).not.toEqual(token(ground))
  })
})

it('reads contrast as WCAG defines it: 21 for black on white, 4.54 for #767676 on white', () => {
  expect(contrast(rgb('#000000'), rgb('#ffffff'))).toBeCloseTo(21, 5)
  expect(contrast(rgb('#767676'), rgb('#ffffff'))).toBeCloseTo(4.54, 2)
})

type Color = [number, number, number]

function tokens(side: 0 | 1) {
  const pattern = /--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g
  const found = new Map([...css.matchAll(pattern)].map((match) => [match[1]!, rgb(match[2 + side]!)]))
  return (name: string): Color => {
    const color = found.get(name)
    if (!color) throw new Error(`globals.css has no --${name} with two values`)
    return color
  }
}

function rgb(hex: string): Color {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as Color
}

function mix(front: Color, ground: Color, share: number): Color {
  return front.map((value, index) => value * share + ground[index]! * (1 - share)) as Color
}

function contrast(a: Color, b: Color): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function luminance(color: Color): number {
  const [red, green, blue] = color.map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as Color
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
