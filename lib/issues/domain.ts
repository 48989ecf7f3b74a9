import type { IssueState } from './schema'

export type Command = 'acknowledge' | 'resolve'
export type Refusal = 'already-acknowledged' | 'already-resolved' | 'stale-version'

/** From which states a command leads where. What is resolved is opened again only by its next failure. */
export const transitions: Record<Command, { from: readonly IssueState[]; to: IssueState }> = {
  acknowledge: { from: ['open'], to: 'acknowledged' },
  resolve: { from: ['open', 'acknowledged'], to: 'resolved' },
}

/** Why a command was not carried out; null = nothing speaks against it. */
export function refusalOf(
  command: Command,
  stands: { state: IssueState; version: number },
  seenVersion: number,
): Refusal | null {
  if (stands.state === 'resolved') return 'already-resolved'
  if (!transitions[command].from.includes(stands.state)) return 'already-acknowledged'
  return stands.version === seenVersion ? null : 'stale-version'
}
