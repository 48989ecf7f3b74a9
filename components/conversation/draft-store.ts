'use client'
import { useSyncExternalStore } from 'react'

/*
 * What was typed and not yet sent, per member and thing, in this browser. It outlives reload, crash and an ended session.
 * Where storage is blocked or full, memory still carries it from screen to screen.
 */
const PREFIX = 'review-desk:draft:'
/** A draft nobody came back to holds words about a candidate: it goes after this time. */
const KEEP_MS = 7 * 24 * 60 * 60_000

const memory = new Map<string, string>()
const listeners = new Set<() => void>()

export function readDraft(key: string): string {
  const known = memory.get(key)
  if (known !== undefined) return known
  const stored = parse(readStored(PREFIX + key))?.text ?? ''
  memory.set(key, stored)
  return stored
}

/** An empty text removes the draft. */
export function writeDraft(key: string, text: string, now = Date.now()): void {
  memory.set(key, text)
  try {
    if (text) localStorage.setItem(PREFIX + key, JSON.stringify({ text, at: now }))
    else localStorage.removeItem(PREFIX + key)
  } catch {
    // blocked or full: memory has it
  }
  for (const listener of listeners) listener()
}

/** Draft and setter; the empty string on the server and during hydration. */
export function useDraft(key: string): [string, (text: string) => void] {
  const text = useSyncExternalStore(
    subscribe,
    () => readDraft(key),
    () => '',
  )
  return [text, (next) => writeDraft(key, next)]
}

/** Removes what is older than a week: once per page, when the first thing to type in is shown. */
export function forgetOldDrafts(now = Date.now()): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(PREFIX)) continue
      const draft = parse(localStorage.getItem(key))
      if (!draft || now - draft.at > KEEP_MS) localStorage.removeItem(key)
    }
  } catch {
    // blocked: nothing is kept anyway
  }
}

let cleaned = false

function subscribe(listener: () => void) {
  if (!cleaned) forgetOldDrafts()
  cleaned = true
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function parse(stored: string | null): { text: string; at: number } | null {
  try {
    const draft = JSON.parse(stored ?? 'null')
    return typeof draft?.text === 'string' && typeof draft.at === 'number' ? draft : null
  } catch {
    return null
  }
}
