'use client'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useId } from 'react'
import { Button } from '../ui/button'
import { Section } from './section'
import { TranscriptBody } from './transcript-body'
import { useNearView } from './use-near-view'
import { useTranscriptOpen } from './use-transcript-open'

/**
 * What was written in the conversation, folded until somebody wants it: each reading is a call to Popp. Who opened one finds
 * the next one open, and that is read when it comes near the view.
 */
export function Transcript({ recordKey }: { recordKey: string }) {
  const [open, setOpen] = useTranscriptOpen()
  const id = useId()
  const Chevron = open ? ChevronDown : ChevronRight
  return (
    <Section
      title="Transcript"
      aside={
        <Button size="sm" variant="ghost" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          <Chevron aria-hidden />
          {open ? 'Hide' : 'Show'}
        </Button>
      }
    >
      <div id={id}>{open && <WhenNear key={recordKey} recordKey={recordKey} />}</div>
    </Section>
  )
}

function WhenNear({ recordKey }: { recordKey: string }) {
  const [place, isNear] = useNearView<HTMLDivElement>()
  return (
    <div ref={place} className="min-h-9">
      {isNear && <TranscriptBody recordKey={recordKey} />}
    </div>
  )
}
