import type { ReactNode } from 'react'
import type { ActingInPopp, OutwardCall } from '@/lib/outbox/schema'
import { Section } from '../conversation/section'
import { OutwardLine } from './outward-line'

type ActingSectionProps = {
  acting: ActingInPopp
  aside?: ReactNode
  onCancelled?: (call: OutwardCall) => void
  /** The composer, for who may write. */
  children?: ReactNode
}

/** What is done to the conversation in Popp; nothing while there is nothing, and nothing can be done. */
export function ActingSection({ acting, aside, onCancelled, children }: ActingSectionProps) {
  if (acting.calls.length === 0 && !children) return null
  return (
    <Section title="In Popp" aside={aside}>
      {acting.calls.length > 0 && (
        <ul aria-label="Done in Popp" className="mb-3 flex flex-col last:mb-0">
          {acting.calls.map((call) => (
            <OutwardLine key={call.id} call={call} onCancelled={onCancelled} />
          ))}
        </ul>
      )}
      {children}
    </Section>
  )
}
