import type { Macro } from '@/lib/macros/schema'
import { macroWords } from '../settings/macros/macro-words'
import type { PresetList } from './preset-menu'

interface MacroChoices {
  /** Undefined until they are loaded. */
  macros: readonly Macro[] | undefined
  onUse: (macro: Macro) => void
  onManage: () => void
}

/** M, and a digit. Of two macros on one key, one's own comes first and the other has none. */
export function macroChoices({ macros = [], onUse, onManage }: MacroChoices): PresetList {
  const own = [...macros].sort((a, b) => Number(a.shared) - Number(b.shared))
  const keyed = new Set<string>()
  const presets = own.map((macro) => {
    const shortcut = macro.key && !keyed.has(macro.key) ? macro.key : undefined
    if (shortcut) keyed.add(shortcut)
    return { shortcut, label: macro.name, detail: macroWords(macro), run: () => onUse(macro) }
  })
  const byKey = presets.sort((a, b) => (a.shortcut ?? 'z').localeCompare(b.shortcut ?? 'z'))
  const manage = { label: macros.length === 0 ? 'No macros yet: write one…' : 'Manage macros…', run: onManage }
  return { label: 'Macros', presets: [...byKey, manage] }
}
