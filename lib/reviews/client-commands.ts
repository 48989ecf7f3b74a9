import type { QueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { fetchJson, ProblemError } from '@/lib/platform/http/fetch-json'
import type { Problem } from '@/lib/platform/http/problem'
import { reviewItemUrl, reviewKeys } from './client'
import { cachedItem, restoreSnapshot, takeSnapshot, writeItem, writeTold } from './client-cache'
import { LEASE_MINUTES } from './domain'
import {
  type ClaimNextAnswer,
  claimNextAnswer,
  type Holder,
  holder,
  itemAnswer,
  type Resolution,
  type ReviewItem,
  reviewItem,
} from './schema'
import type { ResolutionOutcome } from './words'

/** The asking member, as far as optimistic changes show her. */
export interface Asker {
  memberId: string
  name: string
}

/** A refusal is a value: `problem` says what the server said, `holder` who has it, and the caches already show it. */
export type CommandResult =
  | { ok: true; item: ReviewItem }
  /** `seen`: the item as the screen showed it when the command was given. */
  | { ok: false; problem: Problem; holder: Holder | null; seen?: ReviewItem }

interface Command {
  id: string
  kind: 'claim' | 'extend' | 'release' | 'resolve' | 'reopen'
  /** What the screen shows until the server answers. */
  optimistic?: (item: ReviewItem) => ReviewItem
  send: (version: number) => Promise<{ item: ReviewItem }>
}

export const claimItem = (client: QueryClient, asker: Asker, id: string, now = Date.now()) =>
  runCommand(client, asker, {
    id,
    kind: 'claim',
    optimistic: (item) => ({ ...item, holder: expectedHolder(asker, now) }),
    send: () => fetchJson(itemAnswer, `${reviewItemUrl(id)}/claim`, { method: 'POST' }),
  })

/** Renews the lease. */
export const extendClaim = (client: QueryClient, asker: Asker, id: string) =>
  runCommand(client, asker, {
    id,
    kind: 'extend',
    send: (version) => fetchJson(itemAnswer, `${reviewItemUrl(id)}/claim`, { method: 'PATCH', body: { version } }),
  })

export const releaseClaim = (client: QueryClient, asker: Asker, id: string) =>
  runCommand(client, asker, {
    id,
    kind: 'release',
    optimistic: (item) => ({ ...item, holder: null }),
    send: (version) => fetchJson(itemAnswer, `${reviewItemUrl(id)}/claim`, { method: 'DELETE', body: { version } }),
  })

export interface ResolveInput {
  outcome: ResolutionOutcome
  reason: string
  /** The same for every attempt to send the same decision. */
  idempotencyKey: string
}

export const resolveItem = (client: QueryClient, asker: Asker, id: string, input: ResolveInput, now = Date.now()) =>
  runCommand(client, asker, {
    id,
    kind: 'resolve',
    optimistic: (item) => ({
      ...item,
      state: 'resolved',
      holder: null,
      resolution: expectedResolution(asker, input, now),
    }),
    send: (version) =>
      fetchJson(itemAnswer, `${reviewItemUrl(id)}/resolution`, { method: 'POST', body: { ...input, version } }),
  })

export const reopenItem = (client: QueryClient, asker: Asker, id: string, reason = '') =>
  runCommand(client, asker, {
    id,
    kind: 'reopen',
    send: (version) =>
      fetchJson(itemAnswer, `${reviewItemUrl(id)}/resolution`, { method: 'DELETE', body: { version, reason } }),
  })

/** The oldest free item, now held by the asker; `item: null` when nothing is free. Throws a `ProblemError`. */
export async function claimNext(client: QueryClient, asker: Asker): Promise<ClaimNextAnswer> {
  const answer = await fetchJson(claimNextAnswer, '/api/review-items/claim-next', {
    method: 'POST',
    body: { skip: [] },
  })
  if (answer.item) writeTold(client, answer.item, asker.memberId)
  client.setQueryData(reviewKeys.counts, answer.counts)
  void client.invalidateQueries({ queryKey: reviewKeys.all })
  return answer
}

const expectedHolder = ({ memberId, name }: Asker, now: number): Holder => ({
  memberId,
  name,
  since: new Date(now).toISOString(),
  until: new Date(now + LEASE_MINUTES * 60_000).toISOString(),
})

const expectedResolution = ({ memberId, name }: Asker, { outcome, reason }: ResolveInput, now: number): Resolution => ({
  outcome,
  reason: reason || null,
  byMemberId: memberId,
  byName: name,
  at: new Date(now).toISOString(),
})

/** The mutation key under which a command on this item is running: for `useIsMutating`. */
export const commandKey = (id: string) => ['review-items', 'command', id] as const

/**
 * Commands on one item run one after the other (`scope`), and each presents the version its predecessor returned:
 * a silent extension that is still under way can so never make a resolution stale.
 */
async function runCommand(client: QueryClient, { memberId }: Asker, command: Command): Promise<CommandResult> {
  const { id, kind, optimistic, send } = command
  const seen = cachedItem(client, id)
  const mutation = client.getMutationCache().build(client, {
    mutationKey: [...commandKey(id), kind],
    scope: { id: `review-item:${id}` },
    // Offline it must fail and say so, not wait and decide at some later time.
    networkMode: 'always',
    onMutate: async () => {
      await client.cancelQueries({ queryKey: reviewKeys.all })
      const snapshot = takeSnapshot(client)
      const item = cachedItem(client, id)
      if (!item || !optimistic) return snapshot
      // Its row may leave the list by this: the version to present must still be known.
      writeTold(client, item, memberId)
      writeItem(client, optimistic(item), memberId)
      return snapshot
    },
    mutationFn: () => send(cachedItem(client, id)?.version ?? 0),
    // In these two, not after `execute`: the next command in the queue starts before that returns.
    onSuccess: ({ item }) => writeTold(client, item, memberId),
    onError: (error, _input, snapshot) => {
      if (optimistic && snapshot) restoreSnapshot(client, snapshot)
      const { item } = refusalOf(error)
      if (item) writeTold(client, item, memberId)
    },
  })
  try {
    const { item } = await mutation.execute(undefined)
    return { ok: true, item }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return { ok: false, problem: error.problem, holder: refusalOf(error).holder ?? null, seen }
  } finally {
    void client.invalidateQueries({ queryKey: reviewKeys.all })
  }
}

/** Who holds the item, and the item as it now is, when the refusal names them. */
const refusalOf = (error: unknown) =>
  error instanceof ProblemError ? refusalFacts.parse(error.problem) : { item: null, holder: null }

const refusalFacts = z.object({
  item: reviewItem.nullish().catch(null),
  holder: holder.nullish().catch(null),
})
