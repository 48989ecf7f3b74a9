'use client'
import { useQueryClient } from '@tanstack/react-query'
import { CircleCheck, CircleHelp, CircleX, Clock, type LucideIcon, Send } from 'lucide-react'
import { useState } from 'react'
import { cancelCall, repeatCall } from '@/lib/outbox/client'
import type { OutwardCall, OutwardState } from '@/lib/outbox/schema'
import { ProblemError } from '@/lib/platform/http/fetch-json'
import { sayRefused } from '../inbox/one-toast'
import { useServerNow } from '../inbox/use-server-now'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { plainDirection } from '../ui/pretty-json'
import { RelativeTime } from '../ui/relative-time'
import { kindWords, standingWords } from './outward-words'

const LOOKS: Record<OutwardState, { icon: LucideIcon; tone: string }> = {
  waiting: { icon: Clock, tone: 'text-muted' },
  sending: { icon: Send, tone: 'text-muted' },
  done: { icon: CircleCheck, tone: 'text-pass' },
  failed: { icon: CircleX, tone: 'text-fail' },
  unclear: { icon: CircleHelp, tone: 'text-review' },
  cancelled: { icon: CircleX, tone: 'text-faint' },
}

type OutwardLineProps = {
  call: OutwardCall
  /** What else it concerns: whose conversation. */
  about?: React.ReactNode
  /** Called with the call when it was cancelled. */
  onCancelled?: (call: OutwardCall) => void
}

/** One thing that is done outside: what, how it stands, and what a person can do about it. */
export function OutwardLine({ call, about, onCancelled }: OutwardLineProps) {
  const { icon: Icon, tone } = LOOKS[call.state]
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-1 py-1">
      <Icon aria-hidden className={cn('size-4 shrink-0', tone)} />
      <div className="min-w-0 flex-1 basis-48">
        <p className="break-words">
          {kindWords[call.kind]}
          {about && <span className="text-muted"> · {about}</span>}
          <span className="text-faint"> · </span>
          <Standing call={call} />
        </p>
        {call.text && (
          <p dir="auto" className="line-clamp-2 whitespace-pre-line break-words text-muted text-xs">
            {plainDirection(call.text)}
          </p>
        )}
      </div>
      {call.mayAct && <Choices call={call} onCancelled={onCancelled} />}
    </li>
  )
}

/** Only what is still to leave for the first time is counted down. */
const Standing = ({ call }: { call: OutwardCall }) =>
  call.state === 'waiting' && call.attempts === 0 ? <Counting call={call} /> : <Words call={call} now={0} />

const Counting = ({ call }: { call: OutwardCall }) => <Words call={call} now={useServerNow()} />

function Words({ call, now }: { call: OutwardCall; now: number }) {
  const { words, time } = standingWords(call, now)
  const date = time === 'finished' ? call.finishedAt : time === 'due' ? call.dueAt : null
  return (
    <span className={call.state === 'failed' ? 'text-fail' : 'text-muted'}>
      {words} {date && <RelativeTime date={date} className="tabular-nums" />}
    </span>
  )
}

function Choices({ call, onCancelled }: Pick<OutwardLineProps, 'call' | 'onCancelled'>) {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const run = async (refused: string, change: () => Promise<unknown>) => {
    setBusy(true)
    try {
      await change()
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      sayRefused(refused, error.problem.title)
    } finally {
      setBusy(false)
    }
  }
  const cancel = (refused: string) =>
    run(refused, async () => {
      await cancelCall(client, call.id)
      onCancelled?.(call)
    })
  if (call.state === 'waiting')
    return (
      <Button size="sm" variant="ghost" busy={busy} onClick={() => void cancel('Not cancelled')}>
        Cancel
      </Button>
    )
  if (call.state !== 'failed' && call.state !== 'unclear') return null
  return (
    <>
      {!call.isSuperseded && (
        <Button size="sm" busy={busy} onClick={() => void run('Not repeated', () => repeatCall(client, call.id))}>
          Repeat
        </Button>
      )}
      <Button size="sm" variant="ghost" disabled={busy} onClick={() => void cancel('Not given up')}>
        Give up
      </Button>
    </>
  )
}
