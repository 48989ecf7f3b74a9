import type { HealthSummary } from '@/lib/health/schema'
import { callStateWords, formatNumber, kindWords } from './health-words'

/** Outward calls that are not done, by kind. */
export function HealthCalls({ outward }: { outward: HealthSummary['outward'] }) {
  if (outward.length === 0)
    return <p className="px-4 text-muted">Nothing is on its way to Popp, mail or a chat, and nothing has failed.</p>
  const kinds = [...new Set(outward.map(({ kind }) => kind))]
  return (
    <ul className="divide-y border-y">
      {kinds.map((kind) => (
        <li key={kind} className="flex min-h-10 flex-wrap items-center justify-between gap-x-3 px-4 py-1">
          <span>{kindWords(kind)}</span>
          <span className="text-muted text-xs tabular-nums">
            {outward
              .filter((one) => one.kind === kind)
              .map(({ state, count }) => `${formatNumber(count)} ${callStateWords(state)}`)
              .join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  )
}
