'use client'
import { type RefObject, useState } from 'react'
import type { Question } from './item-surroundings'

/** What is being asked about the open item; it goes with the item. */
export function useQuestion(itemId: string | null, heading: RefObject<HTMLElement | null>) {
  const [asked, setAsked] = useState<{ id: string; question: Question } | null>(null)
  return {
    question: asked && asked.id === itemId ? asked.question : null,
    ask: (id: string, question: Question) => {
      // Whoever asks may be gone by the answer (a menu, the palette): the heading is there.
      heading.current?.focus()
      setAsked({ id, question })
    },
    closeQuestion: () => setAsked(null),
  }
}
