import { chance, integer, type Random, randomFor } from './random'
import { composeStory, type Story } from './story'

const HOUR = 3_600_000
const DAY = 24 * HOUR
export const HISTORY_DAYS = 14
/** These began within the last hour and a half, so that something is always still going on. */
const FRESH_SHARE = 0.07
const FRESH_MS = 1.5 * HOUR
const WEEKDAY_WEIGHT = [0.1, 1, 1, 1, 1, 1, 0.25]
/** Per hour of the day, UTC: candidates answer from breakfast on, most before lunch and after work. */
const HOUR_WEIGHT = [
  0.02, 0.02, 0.02, 0.02, 0.03, 0.08, 0.25, 0.6, 0.9, 1, 1, 0.9, 0.7, 0.8, 0.9, 0.9, 0.8, 0.7, 0.6, 0.45, 0.3, 0.15,
  0.06, 0.03,
]

/** Where a story stands among the others. */
export interface Place {
  ageMs: number
  /** How many of them are newer. */
  newer: number
}

export interface StoriesOptions {
  organizationId?: string
  /** Probability that a story at this place asks for a person. */
  flagShare?: (place: Place) => number
  /** Probability that a story at this place is told in the original generation. */
  originalShare?: (place: Place) => number
}

/**
 * `count` screening stories that began within the 14 days before `now`, mostly in working hours, oldest first. Same
 * arguments, same stories, byte by byte. Events after `now` are what is yet to come.
 */
export function storiesFrom(seed: number, count: number, now: Date, options: StoriesOptions = {}): Story[] {
  const starts = Array.from({ length: count }, (_, index) => {
    const label = `story/${index}`
    return { label, startsAt: inventStart(randomFor(seed, `${label}/start`), now.getTime()) }
  })
  starts.sort((a, b) => a.startsAt - b.startsAt)
  return starts.map(({ label, startsAt }, order) => {
    const place = { ageMs: now.getTime() - startsAt, newer: count - 1 - order }
    return composeStory(seed, label, {
      startsAt,
      organizationId: options.organizationId ?? 'org_demo',
      flagShare: options.flagShare?.(place),
      originalShare: options.originalShare?.(place),
    })
  })
}

function inventStart(random: Random, now: number): number {
  if (chance(random, FRESH_SHARE)) return now - integer(random, 1000, FRESH_MS)
  // Rejection keeps the shape of the week whatever the hour at which the demo is started.
  for (;;) {
    const at = now - integer(random, HOUR, HISTORY_DAYS * DAY)
    const date = new Date(at)
    if (random() < WEEKDAY_WEIGHT[date.getUTCDay()]! * HOUR_WEIGHT[date.getUTCHours()]!) return at
  }
}
