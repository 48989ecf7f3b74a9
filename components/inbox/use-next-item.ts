'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { reviewKeys } from '@/lib/reviews/client'
import { cachedItem } from '@/lib/reviews/client-cache'
import { toServerTime } from '@/lib/reviews/client-clock'
import type { InboxCounts } from '@/lib/reviews/schema'
import { NO_NAME } from '../conversation/words'
import { usePreferences } from '../shell/use-preferences'
import { plainDirection } from '../ui/pretty-json'
import { countsWords } from './counts-words'
import { formatClock } from './format-clock'
import { type InboxPlace, inboxHref } from './inbox-url'
import type { GoOn } from './item-surroundings'
import type { ShownRow } from './list-merge'
import { goesOn, nextToWorkOn } from './next-item'
import { go, placeNow } from './use-inbox-place'

/** What this tab has passed over. The server remembers it for claim-next; this is for going on along the list. */
const passedOver = new Set<string>()

/**
 * After an item is done with: opens the next one that can be worked on, stays, or goes back to the list, as the member
 * prefers; or says truly that there is none.
 */
export function useNextItem(place: InboxPlace, rows: ShownRow[], memberId: string) {
  const client = useQueryClient()
  const { afterResolve } = usePreferences()
  const [announcement, setAnnouncement] = useState('')

  const next = (id: string) => {
    const asNow = rows.map((row) => ({ ...row, item: cachedItem(client, row.item.id) ?? row.item }))
    const now = toServerTime(Date.now())
    return nextToWorkOn(asNow, id, {
      tab: place.filter.holder === 'me' ? 'mine' : place.tab,
      memberId,
      now,
      skipped: passedOver,
    })
  }
  const nothingElse = () => {
    const counts = client.getQueryData<InboxCounts>(reviewKeys.counts)
    return `Nothing else here: ${counts ? countsWords(counts, formatClock) : 'the list is empty'}`
  }
  // The order is that of the moment of acting: afterwards the row is gone, and "below it" means nothing.
  const prepareNext =
    (id: string): GoOn =>
    (done, { always = false, stays = false } = {}) => {
      if (always) passedOver.add(id)
      // The reader has gone elsewhere by herself meanwhile, or looks at another view.
      const isHere = inboxHref(placeNow()) === inboxHref({ ...place, itemId: id })
      const how = always ? 'next' : afterResolve
      if (!isHere || stays || how === 'stay' || !goesOn(place.tab)) return setAnnouncement(`${done}.`)
      const item = how === 'next' ? next(id) : null
      go({ ...place, itemId: item?.id ?? null }, 'replace')
      if (item) return setAnnouncement(`${done}. Next: ${plainDirection(item.candidateName ?? NO_NAME)}`)
      setAnnouncement(how === 'list' ? `${done}. Back in the list.` : `${done}. ${nothingElse()}`)
    }
  return { prepareNext, announcement }
}
