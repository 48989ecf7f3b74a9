import Link from 'next/link'
import type { ReplayDetail } from '@/lib/replays/schema'
import { partWords, reasonWords, resultWords } from './replay-words'

/** So many conversations are named; the numbers count all. */
const SHOWN = 12

/** What came of a run, or would come of it. */
export function RunResult({ detail: { run, records } }: { detail: ReplayDetail }) {
  const reasons = Object.entries(run.reasons)
  return (
    <div role="status" className="flex flex-col gap-3">
      {resultWords(run).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {reasons.length > 0 && (
        <ul className="flex flex-col gap-1 text-muted text-xs">
          {reasons.map(([reason, count]) => (
            <li key={reason} className="break-words">
              <span className="font-medium">{count.toLocaleString('en')}</span> {reasonWords(reason)}
            </li>
          ))}
        </ul>
      )}
      {records.length > 0 && (
        <ul className="divide-y border-y text-xs">
          {records.slice(0, SHOWN).map(({ recordKey, parts }) => (
            <li key={recordKey} className="flex min-h-8 items-center gap-3 py-1">
              <Link
                href={`/conversations/${encodeURIComponent(recordKey)}`}
                prefetch={false}
                className="min-w-0 flex-1 truncate font-mono text-accent-text hover:underline"
              >
                {recordKey}
              </Link>
              <span className="shrink-0 text-muted">{parts.map((part) => partWords[part]).join(', ')}</span>
            </li>
          ))}
          {run.changed > SHOWN && (
            <li className="py-1.5 text-muted">and {(run.changed - SHOWN).toLocaleString('en')} more</li>
          )}
        </ul>
      )}
    </div>
  )
}
