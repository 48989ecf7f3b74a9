'use client'
import { useEffect, useState } from 'react'
import { areHotkeysOn } from '../ui/hotkey-preference'
import { isTyping } from '../ui/hotkey-target'
import { createKeyQueue } from './key-queue'
import { sayWhy } from './one-toast'

/** Runs what a key of the open item means as soon as the item is there; what is typed meanwhile acts on nothing. */
export function useKeyQueue(itemId: string | null) {
  const [queue] = useState(() => createKeyQueue((look) => requestAnimationFrame(look), Date.now))
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (isTyping(event.target) || !areHotkeysOn()) return
      if (queue.press(event)) event.preventDefault()
    }
    // Before the shortcuts' own listener, which leaves alone what is prevented.
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [queue])
  // biome-ignore lint/correctness/useExhaustiveDependencies: when another item is open
  useEffect(() => queue.moveOn, [queue, itemId])
  return (wanted: Omit<Parameters<typeof queue.whenReady>[0], 'giveUp'>) =>
    queue.whenReady({ ...wanted, giveUp: () => sayWhy('This item has not loaded yet') })
}

/** Focuses a field with its cursor at the end, behind what was typed before the field was there. */
export function typeInto(field: HTMLTextAreaElement | null, typed: string): void {
  field?.focus()
  if (!field || !typed) return
  const end = field.value.length
  field.setRangeText(typed, end, end, 'end')
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
