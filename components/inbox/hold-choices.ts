import { toServerTime } from '@/lib/reviews/client-clock'
import { formatClock } from './format-clock'
import { localZone } from './format-until'
import { holdPresets } from './hold-presets'
import type { PresetList } from './preset-menu'

const MINUTE_MS = 60_000

/** P, and a digit: for an item that takes longer than a claim lasts. */
export function holdChoices(onHold: (minutes: number) => void): PresetList {
  const now = toServerTime(Date.now())
  const presets = holdPresets(now, localZone()).map(({ label, minutes }, index) => ({
    shortcut: String(index + 1),
    label,
    detail: `until ${formatClock(now + minutes * MINUTE_MS)}`,
    run: () => onHold(minutes),
  }))
  return { label: 'Hold for', presets }
}
