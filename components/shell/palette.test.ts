import { describe, expect, it, vi } from 'vitest'
import { foundId, paletteScore } from './palette-filter'
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
