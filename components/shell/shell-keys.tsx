'use client'
import { useRouter } from 'next/navigation'
import { useLayoutEffect, useState } from 'react'
import { setHotkeysOn } from '../ui/hotkey-preference'
import { useHotkeys } from '../ui/use-hotkeys'
import { CommandPalette } from './command-palette'
import { KeyboardSheet } from './keyboard-sheet'
import type { NavItem } from './nav'
import { useKeptPreferences, usePreferences } from './use-preferences'

/** The keys that work on every screen: G then …, ?, Ctrl/⌘ K; and the two dialogs they open. */
export function ShellKeys({ nav, places }: { nav: NavItem[]; places: NavItem[] }) {
  const router = useRouter()
  useKeptPreferences()
  const { shortcuts } = usePreferences()
  const [sheetOpen, setSheetOpen] = useState(false)
  // Before the first key can be pressed, and before what it means has been bound.
  useLayoutEffect(() => setHotkeysOn(shortcuts), [shortcuts])
  const everywhere = [...nav, ...places]
  const goKeys = everywhere.flatMap((item) => item.goKey ?? [])
  const goTo = everywhere.map((item) => [`g ${item.goKey}`, item.goKey && (() => router.push(item.href))])
  useHotkeys({ ...Object.fromEntries(goTo), '?': () => setSheetOpen(true) })
  return (
    <>
      <KeyboardSheet goKeys={goKeys} open={sheetOpen} onOpenChange={setSheetOpen} />
      <CommandPalette nav={everywhere} onShowKeys={() => setSheetOpen(true)} />
    </>
  )
}
