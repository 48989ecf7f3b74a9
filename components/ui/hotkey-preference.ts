'use client'
import { useSyncExternalStore } from 'react'

const STORAGE_KEY = 'review-desk:keyboard-shortcuts'
const listeners = new Set<() => void>()

/** Whether single-key shortcuts are on (they are, until switched off in this browser). WCAG 2.1.4. */
export function areHotkeysOn(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) !== 'off'
  } catch {
    return true // storage is blocked in this browser: the default stands
  }
}

export function setHotkeysOn(on: boolean): void {
  try {
    if (on) localStorage.removeItem(STORAGE_KEY)
    else localStorage.setItem(STORAGE_KEY, 'off')
  } catch {
    // nothing to remember it in
  }
  for (const listener of listeners) listener()
}

/** `areHotkeysOn` for a component; follows changes in other tabs. */
export function useHotkeysOn(): boolean {
  return useSyncExternalStore(subscribe, areHotkeysOn, () => true)
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}
