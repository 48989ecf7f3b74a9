'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { may } from '@/lib/members/permissions'
import type { CurrentMember } from '@/lib/members/schema'
import { afterPaint } from '@/lib/platform/frame'
import { inboxCountsOptions, reviewItemOptions } from '@/lib/reviews/client'
import { isTyping } from '../ui/hotkey-target'
import { useBulkBusy } from './bulk-store'
import { inboxHref } from './inbox-url'
import { createItemActions } from './item-actions'
import type { Surroundings } from './item-surroundings'
import { neighbour } from './next-item'
import { useClaimingNext } from './use-claiming-next'
import { useEndVisible, useInboxHold } from './use-inbox-hold'
import { useInboxKeys } from './use-inbox-keys'
import { useInboxList } from './use-inbox-list'
import { go, isInInbox, placeNow, useInboxPlace } from './use-inbox-place'
import { useItemPalette } from './use-item-palette'
import { useNextItem } from './use-next-item'
import { useOpenFocus } from './use-open-focus'
import { useQuestions } from './use-question'

/** The inbox's state and everything that can be done in it; the screen only draws it. */
export function useInbox(member: CurrentMember) {
  const client = useQueryClient()
  const { place, view, itemId } = useInboxPlace()
  const hold = useInboxHold()
  const [setEnd, endVisible] = useEndVisible()
  const list = useInboxList(view, hold.hold, endVisible, useBulkBusy(member.memberId))
  const counts = useQuery(inboxCountsOptions()).data
  const [resolvingId, showResolving] = useState<string | null>(null)
  // Beside the state: an answer that comes late is told by the render that asked.
  const openPanel = useRef<string | null>(null)
  const setResolvingId = (id: string | null) => {
    openPanel.current = id
    showResolving(id)
  }
  const heading = useRef<HTMLHeadingElement>(null)
  const note = useRef<HTMLTextAreaElement>(null)
  const reply = useRef<HTMLTextAreaElement>(null)
  const resolving = itemId !== null && resolvingId === itemId

  const { prepareNext, announcement } = useNextItem(place, list.rows, member.memberId)
  const questions = useQuestions(heading)
  const closeResolving = () => {
    setResolvingId(null)
    heading.current?.focus()
  }
  const show: Surroundings['show'] = (id, how) => {
    // Another screen is open by now: what was done there is said, and the reader stays where she is.
    if (!isInInbox()) return
    setResolvingId(how.resolving ? id : null)
    const { tab, filter, itemId: open } = placeNow()
    if (open === id && !how.resolving) heading.current?.focus()
    // What was claimed or re-opened is open and mine: it is in Open and in Mine.
    go({ tab: tab === 'resolved' || tab === 'snoozed' ? 'open' : tab, filter, itemId: id })
  }
  const watchReader = () => {
    const [before, panel, typesAnew] = [inboxHref(placeNow()), openPanel.current, watchTyping()]
    return () => inboxHref(placeNow()) === before && [panel, null].includes(openPanel.current) && !typesAnew()
  }
  const actions = createItemActions({
    client,
    asker: member,
    ask: questions.ask,
    show,
    watchReader,
    prepareNext: (id) => {
      const [goOn, typesAnew] = [prepareNext(id), watchTyping()]
      return (done, how) => {
        const isTypingNow = typesAnew()
        if (openPanel.current === id && placeNow().itemId === id) {
          // Before the focus moves on: where nothing moves, the panel must not leave it nowhere.
          if (isTypingNow) setResolvingId(null)
          else closeResolving()
        }
        // The one that claim-next brings is what she asked for last.
        goOn(done, { ...how, stays: isTypingNow || claiming.isRunning() })
      }
    },
  })
  const canAct = may(member.role, 'resolve-items')
  const canWriteNotes = may(member.role, 'write-notes')
  const usable = canAct ? actions : null
  const claiming = useClaimingNext(actions.claimNext)
  useInboxKeys({ place, rows: list.rows, actions: usable, note: canWriteNotes ? note : null, reply, claiming })
  useItemPalette({
    itemId,
    memberId: member.memberId,
    actions: usable,
    note: canWriteNotes ? note : null,
    reply,
    claiming,
  })
  useOpenFocus(itemId, heading, resolving)
  const near = (id: string) => void client.prefetchQuery(reviewItemOptions(id))
  const nextId = itemId ? neighbour(list.rows, itemId, 1)?.id : undefined
  useEffect(() => {
    // The next item is one key away: it has to be here before the key is pressed.
    if (nextId) return afterPaint(() => void client.prefetchQuery(reviewItemOptions(nextId)))
  }, [client, nextId])

  return {
    place,
    view,
    list,
    hold,
    setEnd,
    counts,
    near,
    actions,
    claiming,
    canAct,
    canWriteNotes,
    resolving,
    closeResolving,
    questions,
    heading,
    note,
    reply,
    announcement,
  }
}

/** Whether the reader has begun to type somewhere since: her letters must not become keys. */
function watchTyping(): () => boolean {
  const focus = document.activeElement
  return () => {
    const { activeElement } = document
    // Nobody types into what only waits for its answer.
    return activeElement !== focus && isTyping(activeElement) && !activeElement?.matches(':read-only')
  }
}
