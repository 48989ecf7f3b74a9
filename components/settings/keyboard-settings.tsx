'use client'
import type { AfterResolve } from '@/lib/members/preferences'
import { useChangePreferences, usePreferences } from '../shell/use-preferences'
import { RadioCards } from '../ui/radio-cards'
import { Switch } from '../ui/switch'
import { KeyTable } from './key-table'
import { SettingsSection } from './settings-section'

const AFTER_RESOLVE: readonly { value: AfterResolve; label: string }[] = [
  { value: 'next', label: 'Open the next item' },
  { value: 'stay', label: 'Stay on the item' },
  { value: 'list', label: 'Go back to the list' },
]

/** How one member likes to work. Everything counts at once, in every tab and on every device. */
export function KeyboardSettings() {
  const { shortcuts, afterResolve } = usePreferences()
  const change = useChangePreferences()
  return (
    <>
      <SettingsSection title="After I resolve an item">
        <RadioCards
          label="After I resolve an item"
          cards={AFTER_RESOLVE}
          value={afterResolve}
          onChange={(value) => change({ afterResolve: value })}
        />
      </SettingsSection>
      <SettingsSection title="Keyboard shortcuts">
        <Switch
          label="Single-key shortcuts"
          hint="They rest while you type and in dialogs. Off, no single key does anything; Ctrl/⌘ K always opens the commands."
          checked={shortcuts}
          onChange={(on) => change({ shortcuts: on })}
        />
      </SettingsSection>
      <SettingsSection
        title="Keys"
        description="Choose a letter or a sign. Enter, Esc, Tab, the digits, ?, G then … and Ctrl/⌘ K stay as they are."
      >
        <KeyTable />
      </SettingsSection>
    </>
  )
}
