import { expect, test } from 'vitest'
import type { Macro } from '@/lib/macros/schema'
import { macroChoices } from './macro-choices'

const macro = (part: Partial<Macro>): Macro => ({
  ...{ id: part.name ?? '', name: '', key: null, note: 'n', outcome: null, reason: null, snooze: null },
  ...{ shared: false, editable: true, ...part },
})
const choices = (macros: Macro[] | undefined) => macroChoices({ macros, onUse: () => {}, onManage: () => {} }).presets

test('of two macros on one key one’s own has it', () => {
  const shared = macro({ name: 'Shared', key: '1', shared: true })
  const own = macro({ name: 'Own', key: '1' })
  const second = macro({ name: 'Second', key: '2', shared: true })
  expect(choices([shared, second, own]).map(({ shortcut, label }) => [shortcut, label])).toEqual([
    ['1', 'Own'],
    ['2', 'Second'],
    [undefined, 'Shared'],
    [undefined, 'Manage macros…'],
  ])
})

test('without any there is a way to write one', () => {
  for (const none of [undefined, []])
    expect(choices(none).map(({ label }) => label)).toEqual(['No macros yet: write one…'])
})
