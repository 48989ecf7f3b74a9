import type { Failure } from './raise-store'

/** What one look found: failures, and what is over by itself. */
export interface Findings {
  failures: Failure[]
  over: Pick<Failure, 'kind' | 'cause'>[]
}

/** How the issues that end by themselves stand. */
export interface Standing extends Pick<Failure, 'kind' | 'cause'> {
  state: 'open' | 'acknowledged' | 'resolved'
  resolvedAt: Date | null
}

type Named = Pick<Failure, 'kind' | 'cause'>
const find = (standing: readonly Standing[], { kind, cause }: Named) =>
  standing.find((one) => one.kind === kind && one.cause === cause)

/** What lasts is one failure, not one with every look. */
export const isStanding = (standing: readonly Standing[], failure: Named): boolean => {
  const found = find(standing, failure)
  return found !== undefined && found.state !== 'resolved'
}

/** Somebody has resolved this very failure, which began before that. */
export const endedSince = (standing: readonly Standing[], failure: Named & { at: Date }): boolean =>
  (find(standing, failure)?.resolvedAt ?? new Date(0)) > failure.at
