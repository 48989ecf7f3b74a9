import { CircleCheck, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { HealthSummary } from '@/lib/health/schema'
import { RelativeTime } from '../ui/relative-time'
import { formatNumber } from './health-words'

/** What waits and what needs somebody, at this moment. Colour never alone: trouble has a mark and a word. */
export function HealthNow({ summary: { queue, outward, poppApi } }: { summary: HealthSummary }) {
  const calls = (...states: string[]) =>
    outward.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0)
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-md border bg-border sm:grid-cols-3 lg:grid-cols-6">
      <Fact label="Waiting to be applied" value={queue.waiting}>
        {queue.oldestAt ? (
          <>
            oldest <RelativeTime date={queue.oldestAt} />
          </>
        ) : (
          'nothing waits'
        )}
      </Fact>
      <Fact label="Dead letters" value={queue.dead} trouble={queue.dead > 0}>
        {queue.dead > 0 ? 'replay them' : 'none'}
      </Fact>
      <Fact label="Quarantined" value={queue.quarantined} trouble={queue.quarantined > 0}>
        {queue.quarantined > 0 ? 'name another organization' : 'none'}
      </Fact>
      <Fact label="Outward calls waiting" value={calls('waiting', 'sending')}>
        {calls('sending') > 0 ? `${formatNumber(calls('sending'))} on the way` : 'none on the way'}
      </Fact>
      <Fact label="Outward calls failed" value={calls('failed', 'unclear')} trouble={calls('failed', 'unclear') > 0}>
        {calls('unclear') > 0 ? `${formatNumber(calls('unclear'))} unclear` : 'none unclear'}
      </Fact>
      <Fact label="Popp’s API, 24 hours" value={poppApi.calls} trouble={poppApi.errors > 0}>
        {poppApi.calls === 0 ? 'no answer kept' : `${formatNumber(poppApi.errors)} answered with an error`}
      </Fact>
    </dl>
  )
}

type FactProps = { label: string; value: number; trouble?: boolean; children: ReactNode }

function Fact({ label, value, trouble = false, children }: FactProps) {
  const Mark = trouble ? TriangleAlert : CircleCheck
  return (
    <div className="bg-surface p-3">
      <dt className="text-muted text-xs">{label}</dt>
      <dd className="mt-1 font-medium text-xl tabular-nums">{formatNumber(value)}</dd>
      <dd className="flex items-center gap-1 text-muted text-xs">
        <Mark aria-hidden className={trouble ? 'size-3 shrink-0 text-review' : 'size-3 shrink-0 text-pass'} />
        <span className="min-w-0">{children}</span>
      </dd>
    </div>
  )
}
