import type { QueryClient } from '@tanstack/react-query'
import type { ReviewItem } from './schema'

/** A command that is not answered yet, as far as a screen knows of it. */
interface Running {
  memberId: string
  /** What the screen shows of it until then. */
  change: (item: ReviewItem) => ReviewItem
  /** The version it was sent with: a later one says itself what became of it. Infinity = it waits for its turn. */
  sentWith: number
}

const running = new WeakMap<QueryClient, Map<string, Running[]>>()

/** @returns what to call when it is sent, and when it is answered */
export function beginRunning(client: QueryClient, id: string, shown: Omit<Running, 'sentWith'>) {
  const command: Running = { ...shown, sentWith: Number.POSITIVE_INFINITY }
  const byItem = running.get(client) ?? new Map<string, Running[]>()
  running.set(client, byItem.set(id, [...(byItem.get(id) ?? []), command]))
  return {
    sent(version: number) {
      command.sentWith = version
    },
    answered() {
      const left = byItem.get(id)?.filter((one) => one !== command) ?? []
      if (left.length > 0) byItem.set(id, left)
      else byItem.delete(id)
    },
  }
}

export const isAnyRunning = (client: QueryClient): boolean => (running.get(client)?.size ?? 0) > 0

/** Whose commands change the item that the server told of; undefined = it stands as it was told. */
export const changedBy = (client: QueryClient, item: ReviewItem): string | undefined =>
  runningOn(client, item)[0]?.memberId

/**
 * An item that the server told of, with what the commands under way make of it. What was told before they were done must
 * not take them off the screen: the next key would act on what is there then, or be refused.
 */
export const asExpected = (client: QueryClient, item: ReviewItem): ReviewItem =>
  runningOn(client, item).reduce((shown, { change }) => change(shown), item)

const runningOn = (client: QueryClient, { id, version }: ReviewItem): Running[] =>
  running
    .get(client)
    ?.get(id)
    ?.filter(({ sentWith }) => version <= sentWith) ?? []
