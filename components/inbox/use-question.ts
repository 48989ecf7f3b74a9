'use client'
import { type RefObject, useEffect, useState, useSyncExternalStore } from 'react'
import type { Question } from './item-surroundings'

/**
 * What is being asked about an item before something is done to it. Beside the screen's own state: only what draws the
 * question is drawn anew when one is asked, which is a key press away from being answered.
 */
export interface Questions {
  ask: (id: string, question: Question) => void
  close: () => void
  /** The item is on the screen no longer: what was asked about it is not asked when it comes back. */
  leave: (id: string) => void
  subscribe: (listener: () => void) => () => void
  /** Null for every item but the asked one. */
  about: (id: string) => Question | null
}

/** The inbox's questions; they begin with the focus at the open item's heading. */
export function useQuestions(heading: RefObject<HTMLElement | null>): Questions {
  // Whoever asks may be gone by the answer (a menu, the palette): the heading is there.
  const [questions] = useState(() => createQuestions(() => heading.current?.focus()))
  return questions
}

/** The question about this item; it goes with the item. */
export function useQuestion({ subscribe, about, leave }: Questions, id: string): Question | null {
  useEffect(() => () => leave(id), [leave, id])
  return useSyncExternalStore(
    subscribe,
    () => about(id),
    () => null,
  )
}

function createQuestions(toHeading: () => void): Questions {
  let asked: { id: string; question: Question } | null = null
  const listeners = new Set<() => void>()
  const set = (next: typeof asked) => {
    asked = next
    for (const listener of listeners) listener()
  }
  return {
    ask: (id, question) => {
      toHeading()
      set({ id, question })
    },
    close: () => set(null),
    leave: (id) => {
      if (asked?.id === id) set(null)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    about: (id) => (asked?.id === id ? asked.question : null),
  }
}
