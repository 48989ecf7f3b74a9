import { describe, expect, it, vi } from 'vitest'
import { foundId, paletteScore } from './palette-filter'
import { firstLines, fittingLines, type PaletteGroup } from './palette-lines'
import { createPaletteRegistry, type PaletteAction } from './palette-registry'

const action = (id: string, more: Partial<PaletteAction> = {}): PaletteAction => ({
  id,
  label: id,
  run: () => {},
  ...more,
})
const idsOf = (registry: ReturnType<typeof createPaletteRegistry>) => registry.listed().map(({ id }) => id)

describe('what can be done', () => {
  it('is listed exactly while it can be done', () => {
    const registry = createPaletteRegistry()
    const screen = registry.register([action('claim'), action('release', { enabled: false })])
    expect(idsOf(registry)).toEqual(['claim'])
    screen.update([action('claim', { enabled: false }), action('release')])
    expect(idsOf(registry)).toEqual(['release'])
    screen.remove()
    expect(idsOf(registry)).toEqual([])
  })

  it('is that of all screens that are there', () => {
    const registry = createPaletteRegistry()
    const list = registry.register([action('claim-next')])
    const detail = registry.register([action('claim')])
    expect(idsOf(registry)).toEqual(['claim-next', 'claim'])
    list.remove()
    expect(idsOf(registry)).toEqual(['claim'])
    detail.remove()
  })

  it('of one name is done by what lies on top, also when that cannot be done', () => {
    const registry = createPaletteRegistry()
    const [under, over] = [vi.fn(), vi.fn()]
    registry.register([action('note', { run: under })])
    const top = registry.register([action('note', { run: over })])
    registry.listed()[0]!.run()
    expect([under, over].map((run) => run.mock.calls.length)).toEqual([0, 1])
    top.update([action('note', { enabled: false })])
    expect(idsOf(registry)).toEqual([])
    top.remove()
    expect(idsOf(registry)).toEqual(['note'])
  })

  it('is done as it is when chosen, not as it was when listed', () => {
    const registry = createPaletteRegistry()
    const [first, second] = [vi.fn(), vi.fn()]
    const screen = registry.register([action('claim', { run: first })])
    const [listed] = registry.listed()
    screen.update([action('claim', { run: second })])
    listed!.run()
    screen.update([action('claim', { run: second, enabled: false })])
    listed!.run()
    screen.remove()
    listed!.run()
    expect([first, second].map((run) => run.mock.calls.length)).toEqual([0, 1])
  })

  it('tells the palette only when what it shows changes', () => {
    const registry = createPaletteRegistry()
    const heard = vi.fn()
    const stop = registry.subscribe(heard)
    const screen = registry.register([action('claim')])
    const before = registry.listed()
    screen.update([action('claim')])
    expect(registry.listed()).toBe(before)
    expect(heard).toHaveBeenCalledTimes(1)
    screen.update([action('claim', { label: 'Extend' })])
    expect(heard).toHaveBeenCalledTimes(2)
    stop()
    screen.remove()
    expect(heard).toHaveBeenCalledTimes(2)
  })
})

describe('what fits what is typed', () => {
  const score = (label: string, search: string) => paletteScore(`do:${label}`, search, [label])

  it('is a command by its words, not by its name in the code', () => {
    expect(score('Claim next', 'claim')).toBeGreaterThan(0)
    expect(paletteScore('do:hand-over', 'hand', ['Give to a colleague'])).toBe(0)
  })

  it('is whatever the server found, below every command that fits', () => {
    const found = paletteScore(foundId('conv_1'), 'nunez', ['Marta Núñez'])
    expect(found).toBeGreaterThan(0)
    expect(found).toBeLessThan(score('Release', 'rse'))
  })
})

describe('the lines', () => {
  const line = (id: string, label: string) => ({ id, label, run: () => {} })
  const groups: PaletteGroup[] = [
    { heading: 'Do', lines: [line('do:skip', 'Skip'), line('do:claim-next', 'Claim next'), line('do:claim', 'Claim')] },
    { heading: 'Go to', lines: [line('go:/issues', 'Issues'), line('go:/inbox', 'Inbox')] },
    { heading: 'Candidates', lines: [] },
  ]
  const ids = (some: PaletteGroup[]) => some.map(({ heading, lines }) => [heading, lines.map(({ id }) => id)])

  it('are all there, as they stand, while nothing is typed', () => {
    expect(ids(fittingLines(groups, '  '))).toEqual([
      ['Do', ['do:skip', 'do:claim-next', 'do:claim']],
      ['Go to', ['go:/issues', 'go:/inbox']],
    ])
  })

  it('of what is typed stand the best first, in the group of the best', () => {
    expect(ids(fittingLines(groups, 'claim'))).toEqual([['Do', ['do:claim', 'do:claim-next']]])
    expect(ids(fittingLines(groups, 'inbox'))[0]).toEqual(['Go to', ['go:/inbox']])
    expect(fittingLines(groups, 'zzz')).toEqual([])
  })

  it('of the first frame are the first, in their groups', () => {
    expect(ids(firstLines(groups, 4))).toEqual([
      ['Do', ['do:skip', 'do:claim-next', 'do:claim']],
      ['Go to', ['go:/issues']],
    ])
    expect(ids(firstLines(groups, 3))).toHaveLength(1)
  })
})
