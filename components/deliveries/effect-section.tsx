import type { Route } from 'next'
import Link from 'next/link'
import type { EventExplanation } from '@/lib/webhooks/schema-explanation'
import { effectWords } from './explanation-words'

type EffectSectionProps = { effect: EventExplanation['effect']; recordKey: string | null; warnings: string[] }

/** What the event changed, and what of it could not be used. */
export function EffectSection({ effect, recordKey, warnings }: EffectSectionProps) {
  return (
    <>
      {effect && recordKey && (
        <section aria-labelledby="effect">
          <h3 id="effect" className="mb-1 font-semibold text-sm">
            What it changed
          </h3>
          <ul className="flex flex-col gap-0.5">
            {effectWords(effect).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <p className="mt-1 flex flex-wrap gap-x-4">
            <Away href={`/conversations/${encodeURIComponent(recordKey)}` as Route}>Open the conversation</Away>
            {effect.review && <Away href={`/inbox/${effect.review.itemId}` as Route}>Open the review item</Away>}
          </p>
        </section>
      )}
      {warnings.length > 0 && (
        <section aria-labelledby="warnings">
          <h3 id="warnings" className="mb-1 font-semibold text-sm">
            What could not be used
          </h3>
          <ul className="flex list-disc flex-col gap-0.5 pl-4 text-muted">
            {warnings.map((warning) => (
              <li key={warning} className="break-words">
                {warning}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

const Away = ({ href, children }: { href: Route; children: string }) => (
  <Link href={href} prefetch={false} className="py-1 text-accent-text hover:underline">
    {children}
  </Link>
)
