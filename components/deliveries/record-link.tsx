import Link from 'next/link'
import { familyOf } from '@/lib/popp/words'
import { TruncateText } from '../ui/truncate-text'
import type { EventDelivery } from './delivery-words'

/** The record an event is about: a link where the event has become part of a conversation, else only its name. */
export function RecordLink({ row: { recordKey, state, type } }: { row: EventDelivery }) {
  if (recordKey === null) return <span className="text-faint text-xs">none</span>
  const text = <TruncateText text={recordKey} className="font-mono text-xs" />
  // Other families of events change no conversation, and what is not applied may have none yet.
  if (state !== 'applied' || familyOf(type) !== 'conversation') return text
  return (
    <Link
      href={`/conversations/${encodeURIComponent(recordKey)}`}
      prefetch={false}
      className="relative z-10 -my-1 block max-w-fit py-1 text-accent-text hover:underline"
    >
      {text}
    </Link>
  )
}
