import type { ScreeningOutcome } from '@/lib/conversations/schema'
import { plainDirection } from '../ui/pretty-json'
import { Section } from './section'
import { VerdictBadge } from './verdict-badge'
import { tallyWords } from './words'

/** Every screening question with its own verdict and what was answered. The overall outcome stands in the header, apart. */
export function Screening({ outcomes }: { outcomes: ScreeningOutcome[] }) {
  return (
    <Section title="Screening" aside={<span className="text-muted text-xs">{tallyWords(outcomes)}</span>}>
      {outcomes.length === 0 ? (
        <p className="text-muted">Popp has sent no screening answers for this conversation.</p>
      ) : (
        <ol className="divide-y rounded-md border">
          {outcomes.map((outcome, position) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: Popp may ask the same question twice; its place tells them apart
            <Question key={position} outcome={outcome} />
          ))}
        </ol>
      )}
    </Section>
  )
}

function Question({ outcome: { question, verdict, rawVerdict, summary } }: { outcome: ScreeningOutcome }) {
  return (
    <li className="flex flex-col gap-1 px-3 py-2.5 sm:grid sm:grid-cols-[5.5rem_minmax(0,1fr)] sm:gap-3">
      <span className="flex">
        <VerdictBadge verdict={verdict} rawVerdict={rawVerdict} />
      </span>
      <div className="min-w-0">
        <p dir="auto" className="break-words font-medium">
          {plainDirection(question) || 'Question not sent'}
        </p>
        <p dir="auto" className="mt-0.5 whitespace-pre-line break-words text-muted">
          {plainDirection(summary ?? 'Popp sent no summary of the answer.')}
        </p>
      </div>
    </li>
  )
}
