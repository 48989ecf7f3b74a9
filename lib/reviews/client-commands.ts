import type { QueryClient } from '@tanstack/react-query'
import { fetchJson } from '@/lib/platform/http/fetch-json'
import { reviewItemUrl, reviewKeys } from './client'
import { writeTold } from './client-cache'
import {
  asleep,
  awake,
  claimed,
  freed,
  handedOver,
  putBack,
  type Receiver,
  reopened,
  resolved,
  skipped,
  targetOf,
} from './client-expected'
import { type Asker, type CommandKind, runCommand, sendSurely } from './client-run'
import { type ClaimNextAnswer, claimNextAnswer, itemAnswer, type ReviewItem } from './schema'
import type { ResolutionOutcome } from './words'

type Change = (item: ReviewItem) => ReviewItem

/** One request on the item's own resources; every body but a claim's carries the version that was seen. */
const ask = (
  client: QueryClient,
  asker: Asker,
  id: string,
  [kind, method, path]: readonly [CommandKind, 'POST' | 'PATCH' | 'DELETE', string],
  body: Record<string, unknown> | null,
  optimistic?: Change,
) =>
  runCommand(client, asker, {
    id,
    kind,
    optimistic,
    send: (version, headers) =>
      fetchJson(itemAnswer, `${reviewItemUrl(id)}/${path}`, {
        method,
        headers,
        body: body ? { ...body, version } : undefined,
      }),
  })

/** Wakes what sleeps. */
export const claimItem = (client: QueryClient, asker: Asker, id: string, now = Date.now()) =>
  ask(client, asker, id, ['claim', 'POST', 'claim'], null, claimed(asker, now))

/** Renews the lease. */
export const extendClaim = (client: QueryClient, asker: Asker, id: string) =>
  ask(client, asker, id, ['extend', 'PATCH', 'claim'], {})

/** Holds longer than a lease. How long is granted, only the server knows: nothing is shown before it says so. */
export const holdClaim = (client: QueryClient, asker: Asker, id: string, holdMinutes: number) =>
  ask(client, asker, id, ['hold', 'PATCH', 'claim'], { holdMinutes })

export const releaseClaim = (client: QueryClient, asker: Asker, id: string) =>
  ask(client, asker, id, ['release', 'DELETE', 'claim'], {}, freed)

export const snoozeItem = (client: QueryClient, asker: Asker, id: string, until: string) =>
  ask(client, asker, id, ['snooze', 'POST', 'snooze'], { until }, asleep(asker, until))

export const wakeItem = (client: QueryClient, asker: Asker, id: string) =>
  ask(client, asker, id, ['wake', 'DELETE', 'snooze'], {}, awake)

export const skipItem = (client: QueryClient, asker: Asker, id: string, reason: string) =>
  ask(client, asker, id, ['skip', 'POST', 'skip'], { reason }, skipped)

export interface HandOverInput {
  to: Receiver
  note: string
}

export const handOverItem = (client: QueryClient, asker: Asker, id: string, { to, note }: HandOverInput) =>
  ask(client, asker, id, ['hand-over', 'POST', 'hand-over'], { to: targetOf(to), note }, handedOver(to))

export interface ResolveInput {
  outcome: ResolutionOutcome
  reason: string
  /** The same for every attempt to send the same decision. */
  idempotencyKey: string
}

export const resolveItem = (client: QueryClient, asker: Asker, id: string, input: ResolveInput, now = Date.now()) =>
  ask(client, asker, id, ['resolve', 'POST', 'resolution'], { ...input }, resolved(asker, input, now))

export const reopenItem = (client: QueryClient, asker: Asker, id: string, reason: string, now = Date.now()) =>
  ask(client, asker, id, ['reopen', 'DELETE', 'resolution'], { reason }, reopened(asker, now))

/** Words to the candidate, under a key that names them: sent twice, they are one message. */
export const replyToCandidate = (
  client: QueryClient,
  asker: Asker,
  id: string,
  { text, key }: { text: string; key: string },
) =>
  runCommand(client, asker, {
    id,
    kind: 'reply',
    send: (version, headers) =>
      fetchJson(itemAnswer, `${reviewItemUrl(id)}/reply`, {
        method: 'POST',
        headers: { ...headers, 'idempotency-key': key },
        body: { version, text },
      }),
  })

/** Puts back what an action of mine changed. `before`: the item as it was then, if this browser knows it. */
export const undoAction = (
  client: QueryClient,
  asker: Asker,
  id: string,
  { actionId, before }: { actionId: string; before?: ReviewItem },
) =>
  runCommand(client, asker, {
    id,
    kind: 'undo',
    optimistic: before && putBack(before),
    send: (_version, headers) =>
      fetchJson(itemAnswer, '/api/review-items/undo', { method: 'POST', headers, body: { actionId } }),
  })

/** The free item that is first in turn for the asker, now hers; `item: null` when nothing is free. Throws a `ProblemError`. */
export async function claimNext(client: QueryClient, asker: Asker): Promise<ClaimNextAnswer> {
  const answer = await sendSurely((headers) =>
    fetchJson(claimNextAnswer, '/api/review-items/claim-next', { method: 'POST', headers }),
  )
  if (answer.item) writeTold(client, answer.item, asker.memberId)
  client.setQueryData(reviewKeys.counts, answer.counts)
  void client.invalidateQueries({ queryKey: reviewKeys.all })
  return answer
}
