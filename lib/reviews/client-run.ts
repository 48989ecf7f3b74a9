import { onlineManager, type QueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { shown } from '@/lib/platform/frame'
import { isProblem, ProblemError } from '@/lib/platform/http/fetch-json'
import type { Problem } from '@/lib/platform/http/problem'
import { reviewKeys } from './client'
import { cachedItem, noteTold, restoreItem, takeSnapshot, writeItem, writeTold } from './client-cache'
import { newCommandKey } from './client-key'
import { beginRunning } from './client-running'
import { type Holder, holder, type ReviewItem, reviewItem } from './schema'

/** The asking member, as far as optimistic changes show her. */
export interface Asker {
  memberId: string
  name: string
}

/** A refusal is a value: `problem` says what the server said, `holder` who has it, and the caches already show it. */
export type CommandResult =
  /** `actionId`: what undo names. Null = nothing was done. */
  | { ok: true; item: ReviewItem; actionId: string | null }
  /** `seen`: the item as the screen showed it when the command was given. */
  | { ok: false; problem: Problem; holder: Holder | null; seen?: ReviewItem }

export type CommandKind =
  | 'claim'
  | 'extend'
  | 'hold'
  | 'release'
  | 'resolve'
  | 'reopen'
  | 'snooze'
  | 'wake'
  | 'skip'
  | 'hand-over'
  | 'reply'
  | 'undo'

interface Command {
  id: string
  kind: CommandKind
  /** What the screen shows until the server answers. */
  optimistic?: (item: ReviewItem) => ReviewItem
  /** Sends it; the headers name the attempt, so that sending it again does nothing twice. */
  send: (version: number, headers: Record<string, string>) => Promise<{ item: ReviewItem; actionId: string | null }>
}

/** The mutation key under which a command on this item is running: for `useIsMutating`. */
export const commandKey = (id: string) => ['review-items', 'command', id] as const

/**
 * Commands on one item run one after the other (`scope`), and each presents the version its predecessor returned:
 * a silent extension that is still under way can so never make a resolution stale.
 */
export async function runCommand(client: QueryClient, { memberId }: Asker, command: Command): Promise<CommandResult> {
  const { id, kind, optimistic, send } = command
  const seen = cachedItem(client, id)
  let running: ReturnType<typeof beginRunning> | undefined
  const mutation = client.getMutationCache().build(client, {
    mutationKey: [...commandKey(id), kind],
    scope: { id: `review-item:${id}` },
    // Offline it must fail and say so, not wait and decide at some later time.
    networkMode: 'always',
    onMutate: async () => {
      // A list of several pages is an answer of several moments: the first may be from before this one.
      await client.cancelQueries({ queryKey: reviewKeys.lists })
      const item = cachedItem(client, id)
      if (!item || !optimistic) return
      const [snapshot, expected] = [takeSnapshot(client, item), optimistic(item)]
      // Its row may leave the list by this: the version to present must still be known.
      noteTold(client, item)
      running = beginRunning(client, id, { memberId, change: optimistic })
      writeItem(client, expected, memberId)
      return { snapshot, expected }
    },
    mutationFn: async () => {
      // The version that is on the screen now: what comes while this waits was not seen when the command was given.
      const version = cachedItem(client, id)?.version ?? 0
      running?.sent(version)
      // First the screen, then the wire: to send takes a part of the very frame that shows the key's effect.
      if (running) await shown()
      return sendSurely((headers) => send(version, headers))
    },
    // In these two, not after `execute`: the next command in the queue starts before that returns.
    onSuccess: ({ item }) => {
      running?.answered()
      writeTold(client, item, memberId)
    },
    onError: (error, _input, early) => {
      running?.answered()
      if (early) restoreItem(client, early.snapshot, early.expected, memberId)
      const { item } = refusalOf(error)
      if (item) writeTold(client, item, memberId)
    },
  })
  try {
    const { item, actionId } = await mutation.execute(undefined)
    return { ok: true, item, actionId }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return { ok: false, problem: error.problem, holder: refusalOf(error).holder ?? null, seen }
  } finally {
    void client.invalidateQueries({ queryKey: reviewKeys.all })
  }
}

const AGAIN_AFTER_MS = 300

/**
 * An answer that got lost leaves open whether it was done: it is asked once more under the same key, and then known.
 * Not when the browser knows that it is offline.
 */
export async function sendSurely<T>(send: (headers: Record<string, string>) => Promise<T>): Promise<T> {
  const headers = { 'idempotency-key': newCommandKey() }
  try {
    return await send(headers)
  } catch (error) {
    if (!isProblem(error, 'unreachable') || !onlineManager.isOnline()) throw error
    await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS))
    return send(headers)
  }
}

/** Who holds the item, and the item as it now is, when the refusal names them. */
const refusalOf = (error: unknown) =>
  error instanceof ProblemError ? refusalFacts.parse(error.problem) : { item: null, holder: null }

const refusalFacts = z.object({
  item: reviewItem.nullish().catch(null),
  holder: holder.nullish().catch(null),
})
