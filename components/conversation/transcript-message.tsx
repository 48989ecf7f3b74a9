'use client'
import { Bot, CircleHelp, type LucideIcon, MessageCircle, UserRound } from 'lucide-react'
import { useState } from 'react'
import type { TranscriptMessage } from '@/lib/transcripts/schema'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { plainDirection } from '../ui/pretty-json'
import { RelativeTime } from '../ui/relative-time'
import { humanize } from './words'

/** Who speaks is said by side, icon and word, never by colour alone. */
const LOOKS: Record<TranscriptMessage['role'], { icon: LucideIcon; word: string; ground: string }> = {
  candidate: { icon: MessageCircle, word: 'Candidate', ground: 'bg-neutral-soft' },
  ai: { icon: Bot, word: 'Popp’s AI', ground: 'border border-border' },
  recruiter: { icon: UserRound, word: 'Recruiter', ground: 'border border-human/40 bg-human-soft' },
  other: { icon: CircleHelp, word: 'Unknown sender', ground: 'border border-border border-dashed' },
}

/** A message longer than that is shown by its beginning. */
const LONG = 900
const SHOWN_OF_LONG = 600

export function TranscriptLine({ message }: { message: TranscriptMessage }) {
  const { role, rawRole, text, at } = message
  const { icon: Icon, word, ground } = LOOKS[role]
  return (
    <li className={cn('flex flex-col gap-0.5', role === 'candidate' ? 'items-start' : 'items-end')}>
      <p className="flex max-w-full flex-wrap items-center gap-x-1.5 text-faint text-xs">
        <Icon aria-hidden className={cn('size-3.5', role === 'recruiter' && 'text-human')} />
        <span className="text-muted">{role === 'other' && rawRole ? humanize(plainDirection(rawRole)) : word}</span>
        {at ? <RelativeTime date={at} /> : 'no time'}
      </p>
      <Words text={text} className={cn('max-w-[85%] rounded-md px-3 py-1.5', ground)} />
    </li>
  )
}

function Words({ text, className }: { text: string; className: string }) {
  const [whole, setWhole] = useState(text.length <= LONG)
  return (
    <div className={className}>
      <p dir="auto" className="whitespace-pre-line break-words">
        {plainDirection(whole ? text : `${text.slice(0, SHOWN_OF_LONG)}…`)}
      </p>
      {!whole && (
        <Button variant="ghost" size="sm" onClick={() => setWhole(true)} className="-ml-2">
          Show all of it
        </Button>
      )}
    </div>
  )
}
