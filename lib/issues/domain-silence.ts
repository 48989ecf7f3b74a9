export const DAY_MS = 24 * 3_600_000
const WEEK_DAYS = 7
const SPANS_BEFORE = 3
/** From so many events in a span of time its silence is no chance: at an even rate it happens once in 150. Counted no further. */
export const ENOUGH = 5
/** Of the last seven days; leaves room for a weekend and a holiday. */
const DAYS_OF_WEEK = 4

export interface Span {
  from: Date
  /** Not included. */
  to: Date
}

/** Since when an endpoint has been quiet, as a span that is at most a day: longer ones would overlap their like of other days. */
export const quietSpan = (lastEventAt: Date, now: Date): Span => ({
  from: new Date(Math.max(lastEventAt.getTime(), now.getTime() - DAY_MS)),
  to: now,
})

/** What the quiet is compared with: the same time of the last seven days, and the time just before it, three times as long. */
export const comparedSpans = (quiet: Span): { byDaysAgo: Span[]; before: Span[] } => {
  const length = quiet.to.getTime() - quiet.from.getTime()
  const earlier = (ms: number): Span => ({
    from: new Date(quiet.from.getTime() - ms),
    to: new Date(quiet.to.getTime() - ms),
  })
  return {
    byDaysAgo: Array.from({ length: WEEK_DAYS }, (_, days) => earlier((days + 1) * DAY_MS)),
    before: Array.from({ length: SPANS_BEFORE }, (_, n) => earlier((n + 1) * length)),
  }
}

/** Events in those spans, in the same order. */
export interface Rhythm {
  byDaysAgo: number[]
  before: number[]
}

/** For how many of the seven days a comparison makes sense: those on which the endpoint was there. */
export const knownDays = (createdAt: Date, quiet: Span) =>
  Math.min(WEEK_DAYS, Math.max(0, Math.floor((quiet.from.getTime() - createdAt.getTime()) / DAY_MS)))

/**
 * Whether the endpoint would normally have spoken in the span in which it was quiet. Nights, weekends and the long pauses
 * of one that rarely speaks are normal: the same weekday and most days must have brought events at that time. In its first
 * week, yesterday and half of the days; on its first day, it must have spoken steadily until then.
 */
export function normallySpeaks({ byDaysAgo, before }: Rhythm, days: number): boolean {
  const spoke = (events: number | undefined) => (events ?? 0) >= ENOUGH
  if (days === 0) return before.every(spoke)
  const lately = byDaysAgo.slice(0, days)
  const spoken = lately.filter(spoke).length
  if (days < WEEK_DAYS) return spoke(lately[0]) && spoken * 2 >= days
  return spoke(lately[WEEK_DAYS - 1]) && spoken >= DAYS_OF_WEEK
}
