import type { QueryClient } from '@tanstack/react-query'
import { belongsTo, moveCounts } from './client-piles'
import { asExpected, changedBy } from './client-running'
import type { InboxPage, InboxTab } from './schema'

/** A page as the server answered it, with what the commands under way make of its rows. */
export function pageAsExpected(client: QueryClient, tab: InboxTab, page: InboxPage): InboxPage {
  let { counts } = page
  const rows = page.rows.flatMap((row) => {
    const memberId = changedBy(client, row)
    if (memberId === undefined) return [row]
    const item = asExpected(client, row)
    counts = moveCounts(counts, row, item, memberId)
    return belongsTo(tab, item, memberId) ? [item] : []
  })
  return { ...page, rows, counts }
}
