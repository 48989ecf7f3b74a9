'use client'
import { useState } from 'react'
import { type People, toStored, toTyped } from '@/lib/conversations/domain-mention-text'

/**
 * A note as one types it, with plain names, over the note as it is stored. A name stays known when a letter of it is
 * deleted and typed again.
 */
export function useMentionText(stored: string, setStored: (stored: string) => void) {
  const [known, setKnown] = useState<People>(new Map())
  const { text, people } = toTyped(stored, known)
  const setText = (typed: string, named: People = people) => {
    setKnown(named)
    setStored(toStored(typed, named))
  }
  return { text, people, setText }
}
