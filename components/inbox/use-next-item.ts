'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { reviewKeys } from '@/lib/reviews/client'
import { cachedItem } from '@/lib/reviews/client-cache'
import { toServerTime } from '@/lib/reviews/client-clock'
import type { InboxCounts } from '@/lib/reviews/schema'
import { NO_NAME } from '../conversation/words'
import { plainDirection } from '../ui/pretty-json'
import { countsWords } from './counts-words'
import { formatClock } from './format-clock'
import type { InboxPlace } from './inbox-url'
import type { ShownRow } from './list-merge'
import { nextToWorkOn } from './next-item'
import type { Go } from './use-inbox-place'

/** After a resolution: opens the next item that can be worked on, or says truly that there is none. */
export function useNextItem(place: InboxPlace, rows: ShownRow[], memberId: string, go: Go) {
  const client = useQueryClient()
  const [announcement, setAnnouncement] = useState('')
  // The order is that of the moment of resolving: afterwards the resolved row is gone, and "below it" means nothing.
  const prepareNext = (id: string) => () => {
    const asNow = rows.map((row) => ({ ...row, item: cachedItem(client, row.item.id) ?? row.item }))
    const next = nextToWorkOn(asNow, id, place.tab, memberId, toServerTime(Date.now()))
    go({ ...place, itemId: next?.id ?? null }, 'replace')
    const counts = client.getQueryData<InboxCounts>(reviewKeys.counts)
    if (next) setAnnouncement(`Resolved. Next: ${plainDirection(next.candidateName ?? NO_NAME)}`)
    else
      setAnnouncement(`Resolved. Nothing else here: ${counts ? countsWords(counts, formatClock) : 'the list is empty'}`)
  }
  return { prepareNext, announcement }
}
