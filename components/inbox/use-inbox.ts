'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { may } from '@/lib/members/permissions'
import type { CurrentMember } from '@/lib/members/schema'
import { inboxCountsOptions, reviewItemOptions } from '@/lib/reviews/client'
import { createItemActions } from './item-actions'
import { neighbour } from './next-item'
import { useEndVisible, useInboxHold } from './use-inbox-hold'
import { useInboxKeys } from './use-inbox-keys'
import { useInboxList } from './use-inbox-list'
import { placeNow, useInboxPlace } from './use-inbox-place'
import { useNextItem } from './use-next-item'
import { useOpenFocus } from './use-open-focus'

/** The inbox's state and everything that can be done in it; the screen only draws it. */
export function useInbox(member: CurrentMember) {
  const client = useQueryClient()
  const { place, go } = useInboxPlace()
  const { itemId, ...view } = place
  const hold = useInboxHold()
  const [setEnd, endVisible] = useEndVisible()
  const list = useInboxList(view, hold.hold, endVisible)
  const counts = useQuery(inboxCountsOptions()).data
  const [resolvingId, setResolvingId] = useState<string | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const note = useRef<HTMLTextAreaElement>(null)
  const resolving = itemId !== null && resolvingId === itemId

  const { prepareNext, announcement } = useNextItem(place, list.rows, member.memberId, go)
  const actions = createItemActions({
    client,
    asker: member,
    prepareNext: (id) => {
      const goOn = prepareNext(id)
      return () => {
        setResolvingId(null)
        goOn()
      }
    },
    show: (id, how) => {
      setResolvingId(how.resolving ? id : null)
      // What was claimed or re-opened is open and mine: it is in Open and in Mine.
      const { tab, filter } = placeNow()
      go({ tab: tab === 'resolved' || tab === 'snoozed' ? 'open' : tab, filter, itemId: id })
    },
  })
  const canAct = may(member.role, 'resolve-items')
  const canWriteNotes = may(member.role, 'write-notes')
  useInboxKeys({
    place,
    rows: list.rows,
    go,
    actions: canAct ? actions : null,
    focusNote: canWriteNotes ? () => note.current?.focus() : null,
  })
  useOpenFocus(itemId, heading, resolving)
  const near = (id: string) => void client.prefetchQuery(reviewItemOptions(id))
  const nextId = itemId ? neighbour(list.rows, itemId, 1)?.id : undefined
  useEffect(() => {
    // The next item is one key away: it has to be here before the key is pressed.
    if (nextId) void client.prefetchQuery(reviewItemOptions(nextId))
  }, [client, nextId])

  return {
    place,
    go,
    list,
    hold,
    setEnd,
    counts,
    near,
    actions,
    canAct,
    canWriteNotes,
    resolving,
    closeResolving: () => {
      setResolvingId(null)
      heading.current?.focus()
    },
    heading,
    note,
    announcement,
  }
}
