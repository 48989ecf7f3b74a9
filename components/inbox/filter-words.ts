import type { DueFilter, InboxFilter, InboxSort } from '@/lib/reviews/filter'
import { NO_REASON_GIVEN } from '@/lib/reviews/filter'
import type { InboxTab } from '@/lib/reviews/schema'
import { NO_REASON } from '../conversation/words'
import type { FilterChip } from '../list/filter-chips'

export const dueFilterWords: Record<DueFilter, string> = {
  overdue: 'Overdue',
  soon: 'Due within the hour',
  none: 'No due time',
}

/** The choices of "waiting", in hours. */
export const WAITING_HOURS = [1, 4, 24, 72, 168] as const

export function waitingWords(hours: number): string {
  const [count, unit] = hours >= 48 && hours % 24 === 0 ? [hours / 24, 'days'] : [hours, hours === 1 ? 'hour' : 'hours']
  return `Waiting over ${count} ${unit}`
}

/** The first is the tab's own order. */
export function sortWords(tab: InboxTab): Partial<Record<InboxSort, string>> {
  if (tab === 'resolved') return { due: 'Resolved last', oldest: 'Resolved first', score: 'Highest score' }
  const own = tab === 'snoozed' ? 'Wakes first' : 'Due first'
  return { due: own, oldest: 'Waiting longest', newest: 'Newest', score: 'Highest score' }
}

type Words = { [Name in keyof InboxFilter]-?: (value: NonNullable<InboxFilter[Name]>) => string }

const words = (nameOf: (memberId: string) => string | undefined): Omit<Words, 'campaign' | 'sort'> => ({
  reason: (text) => (text === NO_REASON_GIVEN ? NO_REASON : `Reason: “${text}”`),
  holder: (who) => {
    if (who === 'nobody') return 'Held by nobody'
    if (who === 'anyone') return 'Held by somebody'
    return who === 'me' ? 'Held by me' : `Held by ${nameOf(who) ?? 'a colleague'}`
  },
  due: (when) => dueFilterWords[when],
  returned: () => 'Returned',
  olderThanHours: waitingWords,
  scoreMin: (score) => `Score at least ${score}`,
  scoreMax: (score) => `Score at most ${score}`,
  notScored: () => 'Not scored',
  failed: (question) => `Failed: ${question}`,
  forMe: () => 'For me first',
})

/** What is set, each part in words and with a way to take it away. An order is no part: it leaves nothing out. */
export function filterChips(
  filter: InboxFilter,
  nameOf: (memberId: string) => string | undefined,
): FilterChip<InboxFilter>[] {
  const campaigns = filter.campaign ?? []
  const ofCampaigns = campaigns.map((campaign) => {
    const left = campaigns.filter((other) => other !== campaign)
    return { words: campaign, without: { ...filter, campaign: left.length > 0 ? left : undefined } }
  })
  const others = Object.entries(words(nameOf)).flatMap(([name, say]) => {
    const value = filter[name as keyof InboxFilter]
    if (value === undefined) return []
    return [{ words: (say as (value: unknown) => string)(value), without: { ...filter, [name]: undefined } }]
  })
  return [...ofCampaigns, ...others]
}
