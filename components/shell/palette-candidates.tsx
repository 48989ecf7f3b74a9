'use client'
import { UserRound } from 'lucide-react'
import type { Route } from 'next'
import type { ConversationSummary } from '@/lib/conversations/schema'
import { NO_NAME, reviewStateWords } from '../conversation/words'
import { plainDirection } from '../ui/pretty-json'
import { foundId } from './palette-filter'
import { PaletteGroup, PaletteItem } from './palette-item'

type PaletteCandidatesProps = { rows: ConversationSummary[]; onChoose: (href: Route) => void }

/** Each leads to its review item if there is one, else to its conversation. */
export function PaletteCandidates({ rows, onChoose }: PaletteCandidatesProps) {
  if (rows.length === 0) return null
  return (
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
  )
}

const hrefOf = ({ reviewItemId, recordKey }: ConversationSummary) =>
  (reviewItemId
    ? `/inbox/${encodeURIComponent(reviewItemId)}`
    : `/conversations/${encodeURIComponent(recordKey)}`) as Route
