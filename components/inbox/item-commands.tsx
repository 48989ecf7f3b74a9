import {
  ArrowRightLeft,
  Clock,
  Hourglass,
  type LucideIcon,
  MessageSquareQuote,
  MoonStar,
  RotateCcw,
  SkipForward,
  Sunrise,
  Undo2,
  Zap,
} from 'lucide-react'
import type { ActionId } from '@/lib/members/key-actions'
import type { ItemActions } from './item-actions'
import { isPossible, type Wish } from './item-gate'
import type { Lease } from './lease'

/** Something beside the primary action that can be done to the open item. */
export interface ItemCommand {
  id: string
  wish: Wish
  /** The key it is on, if it has one. */
  action?: ActionId
  /** With "…" when more is asked first. */
  label: string
  icon: LucideIcon
  run: (actions: ItemActions, id: string) => void
}

/** In the order of the menu. `snooze` stands for waking too: one key for both. */
const COMMANDS: readonly ItemCommand[] = [
  { id: 'skip', wish: 'skip', action: 'skip', label: 'Skip', icon: SkipForward, run: (to, id) => void to.skip(id) },
  {
    id: 'skip-reason',
    wish: 'skip',
    label: 'Skip with a reason…',
    icon: MessageSquareQuote,
    run: (to, id) => to.ask(id, 'skip'),
  },
  { id: 'wake', wish: 'wake', label: 'Wake now', icon: Sunrise, run: (to, id) => void to.wake(id) },
  {
    id: 'snooze',
    wish: 'snooze',
    action: 'snooze',
    label: 'Snooze…',
    icon: MoonStar,
    run: (to, id) => to.ask(id, 'snooze'),
  },
  {
    id: 'hand-over',
    wish: 'hand-over',
    action: 'hand-over',
    label: 'Hand over…',
    icon: ArrowRightLeft,
    run: (to, id) => to.ask(id, 'hand-over'),
  },
  {
    id: 'macros',
    wish: 'snooze',
    action: 'macros',
    label: 'Macros…',
    icon: Zap,
    run: (to, id) => to.ask(id, 'macros'),
  },
  {
    id: 'hold',
    wish: 'hold',
    action: 'hold',
    label: 'Hold longer…',
    icon: Hourglass,
    run: (to, id) => to.ask(id, 'hold'),
  },
  {
    id: 'release',
    wish: 'release',
    action: 'release',
    label: 'Release',
    icon: Undo2,
    run: (to, id) => void to.release(id),
  },
]

/** The primary ones too: for the palette, which lists everything. */
const PRIMARY: readonly ItemCommand[] = [
  { id: 'claim', wish: 'claim', action: 'claim', label: 'Claim', icon: Clock, run: (to, id) => void to.claim(id) },
  {
    id: 'resolve',
    wish: 'resolve',
    action: 'resolve',
    label: 'Resolve…',
    icon: RotateCcw,
    run: (to, id) => to.startResolving(id),
  },
  { id: 'reopen', wish: 'reopen', label: 'Re-open…', icon: RotateCcw, run: (to, id) => to.ask(id, 'reopen') },
]

const possible = (commands: readonly ItemCommand[], lease: Lease) =>
  commands.filter(({ wish }) => isPossible(wish, lease))

export const secondaryCommands = (lease: Lease) => possible(COMMANDS, lease)
export const allCommands = (lease: Lease) => possible([...PRIMARY, ...COMMANDS], lease)
