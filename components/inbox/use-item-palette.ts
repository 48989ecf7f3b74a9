'use client'
import { useQueryClient } from '@tanstack/react-query'
import { createElement, type RefObject } from 'react'
import { cachedItem } from '@/lib/reviews/client-cache'
import { toServerTime } from '@/lib/reviews/client-clock'
import { usePaletteActions } from '../shell/use-palette-actions'
import type { ItemActions } from './item-actions'
import { allCommands } from './item-commands'
import { leaseOf } from './lease'
import { undoLatest } from './undo-offers'
import type { ClaimingNext } from './use-claiming-next'

interface ItemPalette {
  itemId: string | null
  memberId: string
  /** Null when the member's role reads only. */
  actions: ItemActions | null
  /** Null when she writes no notes. */
  note: RefObject<HTMLTextAreaElement | null> | null
  /** There while the member may write to the candidate. */
  reply: RefObject<HTMLTextAreaElement | null>
  claiming: ClaimingNext
}

/** What can be done in the inbox now, in the palette: with the open item, and without one. */
export function useItemPalette({ itemId, memberId, actions, note, reply, claiming }: ItemPalette): void {
  const client = useQueryClient()
  const item = itemId ? cachedItem(client, itemId) : undefined
  const lease = item && leaseOf(item, memberId, toServerTime(Date.now()))
  const onItem =
    actions && item && lease
      ? allCommands(lease).map(({ id, action, label, icon, run }) => ({
          id: action ?? id,
          label,
          icon: createElement(icon),
          run: () => run(actions, item.id),
        }))
      : []
  usePaletteActions([
    ...onItem,
    {
      id: 'reply',
      label: 'Answer the candidate',
      enabled: lease?.kind === 'mine',
      run: () => (reply.current ? reply.current.focus() : item && actions?.whyNoReply(item.id)),
    },
    { id: 'note', label: 'Write a note', enabled: Boolean(item && note), run: () => note?.current?.focus() },
    { id: 'claim-next', label: 'Claim next', enabled: actions !== null, run: claiming.claimNext },
    { id: 'undo', label: 'Undo', enabled: actions !== null, run: undoLatest },
  ])
}
