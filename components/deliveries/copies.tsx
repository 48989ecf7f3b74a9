'use client'
import { useState } from 'react'
import { Button } from '../ui/button'
import { formatCount } from '../ui/format-count'
import { answerWords, type Copy } from './delivery-words'
import { ExactTime } from './exact-time'
import { formatMs } from './format-amount'
import { formatLater } from './format-later'

/** One event may have been sent hundreds of times: the first copies tell enough. */
const SHOWN_AT_FIRST = 5

/** Every request that carried the event: Popp repeats what it is not sure of. `total`: also those the answer left out. */
export function Copies({ copies, total }: { copies: Copy[]; total: number }) {
  const [all, setAll] = useState(false)
  const shown = all ? copies : copies.slice(0, SHOWN_AT_FIRST)
  return (
    <section aria-labelledby="copies">
      <h3 id="copies" className="mb-1 font-semibold text-sm">
        Copies <span className="font-normal text-faint text-xs">{formatCount(total)}</span>
      </h3>
      {copies.length === 0 && (
        <p className="text-muted">Not recorded: the server stopped before it had written its log. The event is safe.</p>
      )}
      <ol className="divide-y">
        {shown.map((copy) => (
          <CopyLine key={copy.id} copy={copy} first={copies[0]!} />
        ))}
      </ol>
      <div className="mt-2 flex items-center gap-3 text-muted text-xs empty:hidden">
        {copies.length > SHOWN_AT_FIRST && (
          <Button size="sm" onClick={() => setAll(!all)}>
            {all ? 'Show fewer' : `Show ${formatCount(copies.length)} copies`}
          </Button>
        )}
        {all && copies.length < total && `The first ${formatCount(copies.length)} are listed.`}
      </div>
    </section>
  )
}

function CopyLine({ copy, first }: { copy: Copy; first: Copy }) {
  return (
    <li className="grid min-h-8 grid-cols-[minmax(0,1fr)_auto_4.5rem] items-center gap-x-3 py-1">
      {copy === first ? (
        <ExactTime date={copy.receivedAt} />
      ) : (
        <time dateTime={copy.receivedAt} className="text-muted">
          {formatLater(Date.parse(copy.receivedAt) - Date.parse(first.receivedAt))}
        </time>
      )}
      <span>
        {answerWords[copy.answer]} <span className="text-faint text-xs">{copy.status}</span>
      </span>
      <span className="text-right text-muted">{formatMs(copy.acknowledgedMs)}</span>
    </li>
  )
}
