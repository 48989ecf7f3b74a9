'use client'
import { useSyncExternalStore } from 'react'

const KEY = 'review-desk:transcript-open'
const listeners = new Set<() => void>()
/** Where storage is blocked, it holds as long as the page does. */
let memory: boolean | undefined

const read = (): boolean => {
  if (memory !== undefined) return memory
  try {
    memory = localStorage.getItem(KEY) === '1'
  } catch {
    memory = false
  }
  return memory
}

function write(open: boolean) {
  memory = open
  try {
    if (open) localStorage.setItem(KEY, '1')
    else localStorage.removeItem(KEY)
  } catch {
    // blocked or full: memory has it
  }
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Whether transcripts are unfolded in this browser; folded on the server and during hydration. */
export const useTranscriptOpen = () => [useSyncExternalStore(subscribe, read, () => false), write] as const
