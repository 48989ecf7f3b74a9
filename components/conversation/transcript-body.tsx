'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { transcriptOptions } from '@/lib/transcripts/client'
import { POPP_SETTINGS } from '../shell/nav'
import { Button } from '../ui/button'
import { RelativeTime } from '../ui/relative-time'
import { Skeleton } from '../ui/skeleton'
import { TranscriptLine } from './transcript-message'
import { type ReadTranscript, readTranscript, troubleWords } from './transcript-pages'

/** Reads the transcript when it is mounted, and shows whatever came of it. */
export function TranscriptBody({ recordKey }: { recordKey: string }) {
  const query = useInfiniteQuery(transcriptOptions(recordKey))
  const retry = <Retry busy={query.isFetching && !query.isFetchingNextPage} onClick={() => void query.refetch()} />
  const pages = query.data?.pages
  const first = pages?.[0]
  if (!pages || !first) {
    if (query.isPaused) return <Note>You are offline. The transcript will be read when you are back.</Note>
    if (query.error) return <Note action={retry}>The transcript could not be loaded.</Note>
    return <TranscriptSkeleton />
  }
  if (first.state === 'not-set-up') return <NotSetUp maySetUp={first.maySetUp} />
  const read = readTranscript(pages)
  if (!read) return <Note action={retry}>{first.state === 'failed' && troubleWords[first.trouble]}</Note>
  const isMoreFailed = query.isFetchNextPageError || pages.at(-1)?.state === 'failed'
  return (
    <div className="flex flex-col gap-3">
      <Age read={read} action={retry} />
      <Messages read={read} />
      {(read.hasMore || isMoreFailed) && (
        <p className="flex flex-wrap items-center gap-2 text-muted text-xs">
          {isMoreFailed ? 'The next messages could not be read.' : 'Popp has more messages.'}
          <Button
            size="sm"
            busy={query.isFetchingNextPage}
            onClick={() => void (query.hasNextPage ? query.fetchNextPage() : query.refetch())}
          >
            {isMoreFailed ? 'Try again' : 'Read on'}
          </Button>
        </p>
      )}
    </div>
  )
}

/** So many of a long transcript are shown at first: the newest. */
const SHOWN = 8

function Messages({ read: { messages, unusable, hasMore } }: { read: ReadTranscript }) {
  const [all, setAll] = useState(false)
  const hidden = all ? 0 : Math.max(0, messages.length - SHOWN - 2)
  if (messages.length === 0 && !hasMore)
    return <Note>{unusable > 0 ? 'None of the messages can be read.' : 'Nothing has been written yet.'}</Note>
  return (
    <>
      {hidden > 0 && (
        <Button size="sm" variant="ghost" onClick={() => setAll(true)} className="self-center">
          Show the {hidden} earlier messages
        </Button>
      )}
      <ol className="flex flex-col gap-3">
        {messages.slice(hidden).map((message, index) => (
          <TranscriptLine key={message.id ?? `at ${index + hidden}`} message={message} />
        ))}
      </ol>
      {unusable > 0 && messages.length > 0 && (
        <p className="text-faint text-xs">
          {unusable === 1 ? 'One message' : `${unusable} messages`} could not be read and{' '}
          {unusable === 1 ? 'is' : 'are'} not shown.
        </p>
      )}
    </>
  )
}

/** How old it is, and why it is not newer. */
const Age = ({ read: { readAt, trouble }, action }: { read: ReadTranscript; action: ReactNode }) => (
  <div className="flex flex-wrap items-center justify-between gap-2">
    <p role={trouble ? 'status' : undefined} className="min-w-0 text-muted text-xs">
      {trouble ? `${troubleWords[trouble]} This is what it said ` : 'Read from Popp '}
      <RelativeTime date={readAt} />
    </p>
    {action}
  </div>
)

const Retry = ({ busy, onClick }: { busy: boolean; onClick: () => void }) => (
  <Button size="sm" variant="ghost" busy={busy} onClick={onClick}>
    {!busy && <RotateCw aria-hidden />}
    Read again
  </Button>
)

const Note = ({ children, action }: { children: ReactNode; action?: ReactNode }) => (
  <div role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
    <p className="min-w-0">{children}</p>
    {action}
  </div>
)

const NotSetUp = ({ maySetUp }: { maySetUp: boolean }) => (
  <Note
    action={
      maySetUp && (
        <Link href={POPP_SETTINGS} className="text-accent-text underline">
          Set up Popp’s API
        </Link>
      )
    }
  >
    {maySetUp
      ? 'With an API key of Popp’s, what the candidate and the AI wrote is shown here.'
      : 'What was written is shown here once an admin has entered Popp’s API key. Ask one of yours.'}
  </Note>
)

const BARS = ['w-3/5', 'ml-auto w-2/3', 'w-2/5']

const TranscriptSkeleton = () => (
  <div role="status" aria-label="Loading the transcript" className="flex flex-col gap-3">
    {BARS.map((bar) => (
      <Skeleton key={bar} className={`h-9 ${bar}`} />
    ))}
  </div>
)
