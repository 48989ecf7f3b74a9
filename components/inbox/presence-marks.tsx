'use client'
import { PencilLine } from 'lucide-react'
import type { Present } from '@/lib/presence/schema'
import { Avatar } from '../ui/avatar'
import { NAMED_MAX, presenceWords } from './presence-words'
import { useKnownPresent, useStillPresent } from './use-still-present'

/** In a row: who else has the item open, as a stack that takes no line of its own. */
export function RowPresence({ known }: { known: Present[] }) {
  const present = useStillPresent(known)
  if (present.length === 0) return null
  const words = presenceWords(present).join(', ')
  return (
    <span title={words} className="flex shrink-0 items-center">
      <Faces present={present} />
      <span className="sr-only">{words}</span>
    </span>
  )
}

/** Beside an open item, in what is left of a line that is there anyway: who comes and goes moves nothing. */
export function ItemPresence({ itemId }: { itemId: string }) {
  const known = useKnownPresent()[itemId]
  return known && <Named known={known} />
}

function Named({ known }: { known: Present[] }) {
  const present = useStillPresent(known)
  if (present.length === 0) return null
  const words = presenceWords(present).join(' · ')
  return (
    <span className="flex min-w-16 flex-1 items-center gap-1.5 text-muted text-xs">
      <Faces present={present} />
      <span title={words} className="truncate max-sm:sr-only">
        {words}
      </span>
      {/* On a phone there is no room for names, and half a name says less than the face. */}
      <span aria-hidden className="sm:hidden">
        {present.some(({ typing }) => typing) ? 'typing…' : 'viewing'}
      </span>
    </span>
  )
}

function Faces({ present }: { present: Present[] }) {
  return (
    <span aria-hidden className="flex shrink-0 items-center">
      <span className="-space-x-1.5 flex">
        {present.slice(0, NAMED_MAX).map(({ memberId, name }, index) => (
          // The ring parts those that overlap; around one alone it would be a halo on a marked row.
          <Avatar key={memberId} name={name} size="sm" className={index > 0 ? 'ring-2 ring-surface' : undefined} />
        ))}
      </span>
      {present.length > NAMED_MAX && (
        <span className="ml-0.5 text-2xs text-muted tabular-nums">+{present.length - NAMED_MAX}</span>
      )}
      {present.some(({ typing }) => typing) && <PencilLine className="ml-1 size-3 text-muted" />}
    </span>
  )
}
