'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { candidateSearchOptions } from '@/lib/conversations/client'
import type { ConversationSummary } from '@/lib/conversations/schema'

/** Shorter texts are in nearly every name. */
const SEARCH_MIN_CHARACTERS = 2
const PAUSE_MS = 200

export interface Candidates {
  rows: ConversationSummary[]
  /** How the search stands, in words; null when there is too little to search for. */
  standing: string | null
}

/** Candidates whose name or id holds what is typed, asked for once no key has followed for a moment. */
export function useCandidates(search: string): Candidates {
  const wanted = search.trim()
  const q = usePaused(wanted)
  const enabled = q.length >= SEARCH_MIN_CHARACTERS
  const { data, isError, isPaused } = useQuery({ ...candidateSearchOptions(q), enabled })
  if (wanted.length < SEARCH_MIN_CHARACTERS) return { rows: [], standing: null }
  // What is there answers another question until the pause is over.
  const asked = q === wanted
  if (asked && isError) return { rows: [], standing: 'Candidates could not be searched. Type on to try again.' }
  if (isPaused) return { rows: [], standing: 'You are offline: candidates cannot be searched.' }
  if (!asked || !data) return { rows: [], standing: 'Searching candidates…' }
  if (data.length === 0) return { rows: [], standing: 'No candidate of that name or id.' }
  return { rows: data, standing: data.length === 1 ? '1 candidate' : `${data.length} candidates` }
}

/** What was typed, once no key has followed for a moment. */
function usePaused(text: string): string {
  const [paused, setPaused] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return paused
}
