import type { OrganizationId } from '@/lib/platform/tenant'
import { comparedSpans, knownDays, normallySpeaks, quietSpan, type Span } from './domain-silence'
import type { Failure } from './raise-store'
import { causeAt } from './schema'
import { endedSince, type Findings, isStanding, type Standing } from './watch-findings'
import { countInSpans, isWaitedFor, listSpeakers, type Speaker } from './watch-silence-store'

const MINUTE_MS = 60_000

interface Look {
  now: Date
  /** Since when the product has been there to hear: what it was away for is no silence. */
  awakeSince: Date
  /** An endpoint may be quiet for so long; null = nobody wants to know. */
  silenceMinutes: number | null
  standing: readonly Standing[]
  /** Whether to compare with earlier days as well, which costs a few queries for each quiet endpoint. */
  thorough: boolean
}

/** Endpoints that have gone quiet, and those whose silence is over: they spoke, or are in use no more. */
export async function lookAtSilence(organizationId: OrganizationId, look: Look): Promise<Findings> {
  const { now, awakeSince, silenceMinutes, standing, thorough } = look
  const limitMs = (silenceMinutes ?? Number.POSITIVE_INFINITY) * MINUTE_MS
  const quiet = (await listSpeakers(organizationId)).filter(({ lastEventAt }) => +now - +lastEventAt > limitMs)
  const over = standing.filter(
    ({ kind, cause, state }) =>
      kind === 'silence' && state !== 'resolved' && !quiet.some(({ id }) => cause === causeAt('quiet', id)),
  )
  const failures: Failure[] = []
  for (const speaker of thorough ? quiet : []) {
    const at = new Date(Math.max(+speaker.lastEventAt, +awakeSince) + limitMs)
    const failure = { ...silenceOf(speaker, silenceMinutes), at }
    if (at > now || isStanding(standing, failure) || endedSince(standing, failure)) continue
    if (await isUnusual(organizationId, speaker, quietSpan(speaker.lastEventAt, now))) failures.push(failure)
  }
  return { failures, over }
}

const silenceOf = ({ id, lastEventAt }: Speaker, silenceMinutes: number | null) => ({
  kind: 'silence' as const,
  cause: causeAt('quiet', id),
  endpointId: id,
  facts: { lastEventAt: lastEventAt.toISOString(), silenceMinutes: silenceMinutes ?? 0 },
})

async function isUnusual(organizationId: OrganizationId, { id, createdAt }: Speaker, quiet: Span): Promise<boolean> {
  const { byDaysAgo, before } = comparedSpans(quiet)
  const counts = await countInSpans(organizationId, id, [...byDaysAgo, ...before])
  const rhythm = { byDaysAgo: counts.slice(0, byDaysAgo.length), before: counts.slice(byDaysAgo.length) }
  return normallySpeaks(rhythm, knownDays(createdAt, quiet)) && !(await isWaitedFor(organizationId, id))
}
