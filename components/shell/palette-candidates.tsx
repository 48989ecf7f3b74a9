'use client'
import { useQuery } from '@tanstack/react-query'
import { UserRound } from 'lucide-react'
import type { Route } from 'next'
import { useEffect, useState } from 'react'
import { candidateSearchOptions } from '@/lib/conversations/client'
import type { ConversationSummary } from '@/lib/conversations/schema'
import { NO_NAME, reviewStateWords } from '../conversation/words'
import { plainDirection } from '../ui/pretty-json'
import { foundId } from './palette-filter'
import { PaletteGroup, PaletteItem } from './palette-item'

/** Shorter texts are in nearly every name. */
const SEARCH_MIN_CHARACTERS = 2
const PAUSE_MS = 200

type PaletteCandidatesProps = { search: string; onChoose: (href: Route) => void }

/** Candidates whose name or id holds what is typed: their review item if there is one, else their conversation. */
export function PaletteCandidates({ search, onChoose }: PaletteCandidatesProps) {
  const wanted = search.trim()
  const q = usePaused(wanted)
  const enough = wanted.length >= SEARCH_MIN_CHARACTERS
  const { data, isError, isPaused } = useQuery({
    ...candidateSearchOptions(q),
    enabled: enough && q.length >= SEARCH_MIN_CHARACTERS,
  })
  if (!enough) return null
  const rows = q === wanted && !isError ? data : undefined
  return (
    <>
      <p role="status" className={rows && rows.length > 0 ? 'sr-only' : 'px-3 py-2 text-muted text-xs'}>
        {standing({ rows, isError: isError && q === wanted, isPaused })}
      </p>
      {rows && rows.length > 0 && (
        <PaletteGroup heading="Candidates">
          {rows.map((row) => (
            <PaletteItem
              key={row.recordKey}
              id={foundId(row.recordKey)}
              icon={<UserRound />}
              label={plainDirection(row.candidateName ?? NO_NAME)}
              aside={row.reviewItemId ? reviewStateWords[row.reviewState] : 'Conversation'}
              onSelect={() => onChoose(hrefOf(row))}
            />
          ))}
        </PaletteGroup>
      )}
    </>
  )
}

type Standing = { rows: ConversationSummary[] | undefined; isError: boolean; isPaused: boolean }

function standing({ rows, isError, isPaused }: Standing): string {
  if (isError) return 'Candidates could not be searched. Type on to try again.'
  if (isPaused) return 'You are offline: candidates cannot be searched.'
  if (!rows) return 'Searching candidates…'
  if (rows.length === 0) return 'No candidate of that name or id.'
  return `${rows.length} ${rows.length === 1 ? 'candidate' : 'candidates'}`
}

const hrefOf = ({ reviewItemId, recordKey }: ConversationSummary) =>
  (reviewItemId
    ? `/inbox/${encodeURIComponent(reviewItemId)}`
    : `/conversations/${encodeURIComponent(recordKey)}`) as Route

/** What was typed, once no key has followed for a moment. */
function usePaused(text: string): string {
  const [paused, setPaused] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return paused
}
