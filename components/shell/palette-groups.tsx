'use client'
import { Keyboard, Monitor, Moon, Sun, UserRound, Zap } from 'lucide-react'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import type { ConversationSummary } from '@/lib/conversations/schema'
import { isActionId, keyCap } from '@/lib/members/key-actions'
import { NO_NAME, reviewStateWords } from '../conversation/words'
import { plainDirection } from '../ui/pretty-json'
import type { NavItem } from './nav'
import { foundId } from './palette-filter'
import type { PaletteGroup } from './palette-lines'
import { useKeyMap } from './use-action-keys'
import { useListedActions } from './use-palette-actions'
import { usePreferences } from './use-preferences'
import { setTheme } from './use-theme'

type Sources = { nav: NavItem[]; candidates: ConversationSummary[]; onShowKeys: () => void }

/** What the palette offers: what the screens behind it can do now, where one can go, settings, and who was found. */
export function usePaletteGroups({ nav, candidates, onShowKeys }: Sources): PaletteGroup[] {
  const router = useRouter()
  const { shortcuts } = usePreferences()
  const keys = useKeyMap()
  const actions = useListedActions()
  return [
    {
      heading: 'Do',
      lines: actions.map(({ id, label, icon = <Zap />, run }) => ({
        id: `do:${id}`,
        icon,
        label,
        shortcut: shortcuts && isActionId(id) ? keyCap(keys[id]) : undefined,
        run,
      })),
    },
    {
      heading: 'Go to',
      lines: nav.map(({ href, icon, label, goKey }) => ({
        id: `go:${href}`,
        icon,
        label,
        shortcut: shortcuts && goKey ? `G ${goKey.toUpperCase()}` : undefined,
        run: () => router.push(href),
      })),
    },
    {
      heading: 'Settings',
      lines: [
        ...APPEARANCES.map(({ theme, label, icon }) => ({ id: theme, icon, label, run: () => setTheme(theme) })),
        {
          id: 'keys',
          icon: <Keyboard />,
          label: 'Keyboard shortcuts',
          shortcut: shortcuts ? '?' : undefined,
          run: onShowKeys,
        },
      ],
    },
    {
      heading: 'Candidates',
      lines: candidates.map((row) => ({
        id: foundId(row.recordKey),
        icon: <UserRound />,
        label: plainDirection(row.candidateName ?? NO_NAME),
        aside: row.reviewItemId ? reviewStateWords[row.reviewState] : 'Conversation',
        run: () => router.push(candidateHref(row)),
      })),
    },
  ]
}

const APPEARANCES = [
  { theme: 'light', label: 'Light appearance', icon: <Sun /> },
  { theme: 'dark', label: 'Dark appearance', icon: <Moon /> },
  { theme: 'system', label: 'Appearance as the system', icon: <Monitor /> },
] as const

/** To her review item if there is one, else to her conversation. */
const candidateHref = ({ reviewItemId, recordKey }: ConversationSummary) =>
  (reviewItemId
    ? `/inbox/${encodeURIComponent(reviewItemId)}`
    : `/conversations/${encodeURIComponent(recordKey)}`) as Route
