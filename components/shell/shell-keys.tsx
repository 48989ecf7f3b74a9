'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useHotkeys } from '../ui/use-hotkeys'
import { type CommandAction, CommandPalette } from './command-palette'
import { KeyboardSheet } from './keyboard-sheet'
import { keysFor } from './keys'
import type { NavItem } from './nav'

/** The keys that work on every screen: G then …, ?, Ctrl/⌘ K; and the two dialogs they open. */
export function ShellKeys({ nav, commands = [] }: { nav: NavItem[]; commands?: CommandAction[] }) {
  const router = useRouter()
  const [sheetOpen, setSheetOpen] = useState(false)
  const goTo = nav.flatMap((item) => (item.goKey ? [[`g ${item.goKey}`, () => router.push(item.href)] as const] : []))
  useHotkeys({ ...Object.fromEntries(goTo), '?': () => setSheetOpen(true) })
  return (
    <>
      <KeyboardSheet
        groups={keysFor(nav.flatMap((item) => item.goKey ?? []))}
        open={sheetOpen}
        onOpenChange={setSheetOpen}
      />
      <CommandPalette nav={nav} commands={commands} onShowKeys={() => setSheetOpen(true)} />
    </>
  )
}
