'use client'
import { useQuery } from '@tanstack/react-query'
import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { outwardCallsOptions } from '@/lib/outbox/client'
import type { OutwardList, OutwardQuery } from '@/lib/outbox/schema'
import { NO_NAME } from '../conversation/words'
import { QueryGate } from '../list/query-gate'
import { PageHeader } from '../shell/page-header'
import { formatCount } from '../ui/format-count'
import { plainDirection } from '../ui/pretty-json'
import { SkeletonRows } from '../ui/skeleton'
import { OutwardLine } from './outward-line'

/** What was to be done outside and was not: for who keeps the installation going. */
export function OutgoingScreen() {
  return (
    <div className="relative flex h-full flex-col overflow-y-auto pb-6">
      <PageHeader
        title="Outgoing calls"
        description="What Review Desk does in Popp, and tells by mail or chat. None of it holds up work here."
      />
      <Calls
        state="trouble"
        title="Needs a decision"
        empty="Nothing has failed, and nothing is unclear."
        hint="Repeat it once its cause is gone, or give it up. A reply is looked for in Popp before it is sent again."
      />
      <Calls state="waiting" title="On the way" empty="Nothing is waiting." />
    </div>
  )
}

type CallsProps = { state: OutwardQuery['state']; title: string; empty: string; hint?: string }

function Calls({ state, title, empty, hint }: CallsProps) {
  const query = useQuery(outwardCallsOptions(state))
  const { calls, total } = query.data ?? { calls: [], total: 0 }
  return (
    <section aria-label={title} className="max-w-4xl border-t px-4 py-4 sm:px-6">
      <h2 className="font-semibold text-sm">
        {title} {total > 0 && <span className="font-normal text-muted tabular-nums">{formatCount(total)}</span>}
      </h2>
      <QueryGate query={query} what="The outgoing calls" skeleton={<SkeletonRows rows={3} />}>
        {calls.length === 0 ? (
          <p className="mt-1 text-muted">{empty}</p>
        ) : (
          <>
            {hint && <p className="mt-1 text-muted text-xs">{hint}</p>}
            <ul className="mt-2 divide-y border-y">
              {calls.map((call) => (
                <OutwardLine key={call.id} call={call} about={aboutOf(call)} />
              ))}
            </ul>
            {total > calls.length && (
              <p className="mt-2 text-muted text-xs">
                The oldest {calls.length} are shown. The next come as these are dealt with.
              </p>
            )}
          </>
        )}
      </QueryGate>
    </section>
  )
}

function aboutOf({ recordKey, candidateName }: OutwardList['calls'][number]): ReactNode {
  if (!recordKey) return null
  return (
    <Link
      href={`/conversations/${encodeURIComponent(recordKey)}` as Route}
      prefetch={false}
      className="text-accent-text hover:underline"
    >
      {plainDirection(candidateName ?? NO_NAME)}
    </Link>
  )
}
