import { CalendarClock, Repeat2, Sunrise } from 'lucide-react'
import { toServerTime } from '@/lib/reviews/client-clock'
import { formatUntil, localZone } from './format-until'
import { readLastSnooze, writeLastSnooze } from './last-snooze'
import type { Preset, PresetList } from './preset-menu'
import { type LastSnooze, sameAgain, snoozePresets } from './snooze-presets'

interface SnoozeChoices {
  memberId: string
  /** It sleeps already: it can be woken, or sleep until another time. */
  asleep: boolean
  onSnooze: (until: string) => void
  onWake: () => void
  /** Asks for a date and a time. */
  onChooseTime: () => void
}

/** H, and a digit: always the same ones for the same times. */
export function snoozeChoices({ memberId, asleep, onSnooze, onWake, onChooseTime }: SnoozeChoices): PresetList {
  const now = toServerTime(Date.now())
  const zone = localZone()
  const presets = snoozePresets(now, zone)
  const last = readLastSnooze(memberId)
  const again = sameAgain(last, presets, now)
  const choose = (chosen: LastSnooze) => {
    writeLastSnooze(memberId, chosen)
    onSnooze(new Date(chosen.until).toISOString())
  }
  const timed: Preset[] = presets.map(({ id, label, until }, index) => ({
    shortcut: String(index + 1),
    label,
    detail: until === null ? 'over for today' : formatUntil(until, now, zone),
    disabled: until === null,
    run: () => until !== null && choose({ id, until }),
  }))
  const same: Preset = {
    shortcut: '6',
    label: 'Same time again',
    detail: again === null ? 'none yet' : formatUntil(again, now, zone),
    icon: <Repeat2 aria-hidden />,
    disabled: again === null,
    run: () => last && again !== null && choose({ id: last.id, until: again }),
  }
  const other: Preset = {
    shortcut: '7',
    label: 'Date and time…',
    icon: <CalendarClock aria-hidden />,
    run: onChooseTime,
  }
  const wake: Preset = { shortcut: '0', label: 'Wake now', icon: <Sunrise aria-hidden />, run: onWake }
  return {
    label: asleep ? 'Wake, or snooze until' : 'Snooze until',
    presets: [...(asleep ? [wake] : []), ...timed, same, other],
  }
}
