'use client'
import { PencilLine } from 'lucide-react'
import type { Present } from '@/lib/presence/schema'
import { Avatar } from '../ui/avatar'
import { NAMED_MAX, presenceWords } from './presence-words'
import { useKnownPresent, useStillPresent } from './use-still-present'

/** In a row: who else has the item open, as a stack that takes no line of its own. */
export function RowPresence({ itemId }: { itemId: string }) {
  const known = useKnownPresent(itemId)
  return known.length > 0 && <Stack known={known} />
}

function Stack({ known }: { known: Present[] }) {
  const present = useStillPresent(known)
  if (present.length === 0) return null
  const words = presenceWords(present).join(', ')
  return (
    <span title={words} className="flex shrink-0 items-center">
      <span className="-space-x-1.5 flex">
        {present.slice(0, NAMED_MAX).map(({ memberId, name }) => (
          <Avatar key={memberId} name={name} size="sm" className="ring-2 ring-surface" />
        ))}
      </span>
      {present.length > NAMED_MAX && (
        <span aria-hidden className="ml-0.5 text-2xs text-muted tabular-nums">
          +{present.length - NAMED_MAX}
        </span>
      )}
      {present.some(({ typing }) => typing) && <PencilLine aria-hidden className="ml-1 size-3 text-muted" />}
      <span className="sr-only">{words}</span>
    </span>
  )
}

/** Beside an open item, in a line that is always there: who comes and goes moves nothing. */
export function PresenceLine({ itemId }: { itemId: string }) {
  const known = useKnownPresent(itemId)
  return (
    <p className="h-5 truncate px-4 pb-1 text-muted text-xs sm:px-6">{known.length > 0 && <Names known={known} />}</p>
  )
}

const Names = ({ known }: { known: Present[] }) => presenceWords(useStillPresent(known)).join(' · ')
