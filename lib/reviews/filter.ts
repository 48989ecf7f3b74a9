import { z } from 'zod'
import { repeatedAsLists, type SearchParams } from '@/lib/platform/http/search-params'
import { type InboxTab, inboxTabs } from './schema'

/** `due` is the order of the queue: due first, without a due time last, then what has waited longest. */
export const inboxSorts = ['due', 'oldest', 'newest', 'score'] as const
export type InboxSort = (typeof inboxSorts)[number]
export const dueFilters = ['overdue', 'soon', 'none'] as const
export type DueFilter = (typeof dueFilters)[number]

/** Due "soon" = within so many minutes. */
export const DUE_SOON_MINUTES = 60
/** As `reason`: Popp gave none. A text to look for that reads the same is written otherwise, see `reasonFilter`. */
export const NO_REASON_GIVEN = 'none'
export const REASON_FILTER_MAX = 200
const CAMPAIGNS_MAX = 20
const SCORE_LIMIT = 1e9
const HOURS_MAX = 8_760

const text = (max: number) => z.string().min(1).max(max)
const flag = z.literal('1', { error: 'Say 1, or leave it out.' }).transform(() => true as const)
// Minus zero is written like zero and would not come back as itself.
const score = text(30)
  .transform((written) => (written.trim() ? Number(written) + 0 : Number.NaN))
  .pipe(z.number({ error: 'A score is a number.' }).min(-SCORE_LIMIT).max(SCORE_LIMIT))

const fields = {
  /** Popp's campaign, exactly; any of several. */
  campaign: z
    .union([z.string(), z.array(z.string())])
    .transform((given) => [...new Set([given].flat())].sort())
    .pipe(z.array(text(1_000)).min(1).max(CAMPAIGNS_MAX))
    .optional(),
  /** Contained in the newest flag's reason, in any case. */
  reason: z.string().trim().min(1).max(REASON_FILTER_MAX).optional(),
  holder: z.union([z.enum(['nobody', 'anyone', 'me']), z.uuid().toLowerCase()]).optional(),
  due: z.enum(dueFilters).optional(),
  returned: flag.optional(),
  /** Waiting at least so long. */
  olderThanHours: text(5)
    .transform(Number)
    .pipe(z.number({ error: 'Hours are a whole number.' }).int().min(1).max(HOURS_MAX))
    .optional(),
  scoreMin: score.optional(),
  scoreMax: score.optional(),
  notScored: flag.optional(),
  /** A screening question, exactly, that Popp judged as failed. */
  failed: text(4_000).optional(),
  /** Offered first to me or to my role. */
  forMe: flag.optional(),
  sort: z
    .enum(inboxSorts)
    .transform((sort) => (sort === 'due' ? undefined : sort))
    .optional(),
}

/**
 * What of a tab is shown, and in which order; only what is set. Everything must hold. Strict, for the API: a wrong value
 * is named by its field. All of it is Popp's words or a colleague's id: a candidate's name is no filter, because addresses
 * end up in logs (docs/decisions/0007).
 */
export const inboxFilter = z.object(fields)
export type InboxFilter = z.infer<typeof inboxFilter>

/** A tab and what of it: all that the inbox's address says, but for the open item. */
export interface InboxView {
  tab: InboxTab
  filter: InboxFilter
}

const names = Object.keys(fields) as (keyof typeof fields)[]

/** For an address that a person may have changed: what is no filter, or has no possible value, is not there. */
export function parseFilter(params: SearchParams): InboxFilter {
  const given = params instanceof URLSearchParams ? repeatedAsLists(params) : params
  const read = names.flatMap((name) => {
    const { data } = fields[name].safeParse(given[name])
    return data === undefined ? [] : [[name, data]]
  })
  return Object.fromEntries(read)
}

/** What is not a tab is the first one. */
export const parseTab = (given: string | string[] | null | undefined): InboxTab =>
  inboxTabs.find((tab) => tab === given) ?? 'open'

export function parseView(search: string | SearchParams): InboxView {
  const params = typeof search === 'string' ? new URLSearchParams(search) : search
  const tab = params instanceof URLSearchParams ? params.get('tab') : params.tab
  return { tab: parseTab(tab), filter: parseFilter(params) }
}

/** The filter as query parameters, always in the same order: equal filters have equal texts. */
export function toSearch(filter: InboxFilter): URLSearchParams {
  const search = new URLSearchParams()
  for (const name of names)
    for (const value of [filter[name] ?? []].flat()) search.append(name, value === true ? '1' : String(value))
  return search
}

/** The first tab is not written: the plain inbox has an empty query. */
export function viewSearch({ tab, filter }: InboxView): string {
  const search = toSearch(filter)
  return [tab === 'open' ? '' : `tab=${tab}`, search.toString()].filter(Boolean).join('&')
}

/** Something is left out; an order of its own leaves nothing out. */
export const isFiltered = ({ sort: _, ...conditions }: InboxFilter) =>
  Object.values(conditions).some((value) => value !== undefined)

/** Everything of the tab, in the same order. */
export const withoutConditions = ({ sort }: InboxFilter): InboxFilter => (sort ? { sort } : {})

/** What somebody typed as a reason's text: "none" means the word, not that Popp gave none. */
export const reasonFilter = (typed: string): string | undefined => {
  const words = typed.trim().slice(0, REASON_FILTER_MAX)
  return words === NO_REASON_GIVEN ? words.toUpperCase() : words || undefined
}
