'use client'
import { useQueryClient } from '@tanstack/react-query'
import type { RefObject } from 'react'
import { reviewItemOptions } from '@/lib/reviews/client'
import { cachedItem } from '@/lib/reviews/client-cache'
import type { ActionBindings } from '../shell/keys'
import type { ItemActions } from './item-actions'
import type { ClaimingNext } from './use-claiming-next'
import { placeNow } from './use-inbox-place'
import { typeInto, useKeyQueue } from './use-key-queue'

interface ItemKeys {
  itemId: string | null
  /** Null when the member's role reads only. */
  actions: ItemActions | null
  /** Null when she writes no notes. */
  note: RefObject<HTMLTextAreaElement | null> | null
  /** There while the member may write to the candidate. */
  reply: RefObject<HTMLTextAreaElement | null>
  claiming: ClaimingNext
}

/**
 * The keys of the open item, or of the one that claim-next is about to bring. A key that comes before its item acts when
 * the item is there.
 */
export function useItemKeys({ itemId, actions, note, reply, claiming }: ItemKeys): ActionBindings {
  const client = useQueryClient()
  const whenReady = useKeyQueue(itemId)
  if (!itemId && !claiming.busy) return {}
  const onTarget = (isThere: (id: string) => boolean, run: (id: string, typed: string) => void) => () => {
    const follows = claiming.isRunning()
    const target = () => (follows ? claiming.claimedId() : itemId)
    whenReady({
      follows,
      isReady: () => {
        if (claiming.isRunning()) return false
        const id = target()
        // Claimed while its reader began something else, it is not opened: the key means nothing any more.
        return id === null || placeNow().itemId !== id || isThere(id)
      },
      run: (typed) => {
        const id = target()
        if (id && placeNow().itemId === id) run(id, typed)
      },
    })
  }
  const hasConversation = (id: string) => client.getQueryData(reviewItemOptions(id).queryKey) !== undefined
  const isLoaded = (id: string) => cachedItem(client, id) !== undefined
  const act = (run: (on: ItemActions, id: string) => unknown) =>
    actions ? onTarget(isLoaded, (id) => void run(actions, id)) : undefined
  return {
    claim: act((on, id) => on.claim(id)),
    resolve: act((on, id) => on.startResolving(id)),
    release: act((on, id) => on.release(id)),
    skip: act((on, id) => on.skip(id)),
    snooze: act((on, id) => on.ask(id, 'snooze')),
    'hand-over': act((on, id) => on.ask(id, 'hand-over')),
    hold: act((on, id) => on.ask(id, 'hold')),
    macros: act((on, id) => on.ask(id, 'macros')),
    reply: actions
      ? onTarget(
          (id) => reply.current !== null || hasConversation(id),
          (id, typed) => (reply.current ? typeInto(reply.current, typed) : actions.whyNoReply(id)),
        )
      : undefined,
    note: note
      ? onTarget(
          () => note.current !== null,
          (_id, typed) => typeInto(note.current, typed),
        )
      : undefined,
  }
}
