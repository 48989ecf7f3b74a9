import type { OrganizationId } from '@/lib/platform/tenant'
import { readEnvelope } from '@/lib/popp/envelope'
import { judgeArrivals, type Pace, paceOf } from './domain-lag'
import type { Span } from './domain-silence'
import type { OwnCause } from './schema'
import { type Findings, isStanding, type Standing } from './watch-findings'
import { applyingSeconds, queueSeconds, sampleArrivals } from './watch-lag-store'

interface Look {
  /** Null = nobody wants to know. */
  lagSeconds: number | null
  standing: readonly Standing[]
}

/** How events arrive: from Popp's own time of them to ours. `late` = looks in a row that found them late. */
export async function lookAtArrivals(
  organizationId: OrganizationId,
  { lagSeconds, standing, span, late }: Look & { span: Span; late: number },
): Promise<{ findings: Findings; judged: boolean; late: number }> {
  if (lagSeconds === null) return { findings: finding('on-time', 'arrival', standing), judged: true, late: 0 }
  const delays = (await sampleArrivals(organizationId, span)).flatMap(({ receivedAt, body }) => {
    const read = readEnvelope(body, receivedAt)
    const occurredAt = read.ok ? read.envelope.occurredAt : null
    return occurredAt ? [Math.max(0, +receivedAt - +occurredAt) / 1000] : []
  })
  const arrivals = judgeArrivals(delays, lagSeconds, late)
  if (!arrivals) return { findings: NOTHING, judged: false, late }
  return { findings: finding(arrivals.pace, 'arrival', standing, lagSeconds), judged: true, late: arrivals.late }
}

/** How fast they are applied: what waits now, and what was applied lately. */
export async function lookAtApplying(
  organizationId: OrganizationId,
  { lagSeconds, standing, span }: Look & { span: Span },
): Promise<Findings> {
  if (lagSeconds === null) return finding('on-time', 'applying', standing)
  const [waits, took] = await Promise.all([queueSeconds(organizationId), applyingSeconds(organizationId, span)])
  return finding(paceOf(Math.max(waits, took), lagSeconds), 'applying', standing, lagSeconds)
}

const NOTHING: Findings = { failures: [], over: [] }

function finding(
  pace: Pace | 'unknown',
  cause: OwnCause<'lag'>,
  standing: readonly Standing[],
  lagSeconds = 0,
): Findings {
  const named = { kind: 'lag' as const, cause }
  const stands = isStanding(standing, named)
  if (pace === 'late' && !stands) return { failures: [{ ...named, facts: { lagSeconds } }], over: [] }
  return pace === 'on-time' && stands ? { failures: [], over: [named] } : NOTHING
}
