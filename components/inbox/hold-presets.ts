import { DAY_MS, firstMomentOf, localDayAt, offsetAt } from '@/lib/organizations/zone-clock'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const END_OF_DAY = 18 * HOUR_MS
/** So near to the end of the day, what is meant is the end of this evening. */
const NEAR_MS = HOUR_MS / 2

export interface HoldPreset {
  label: string
  minutes: number
}

/** How long an item may be held beyond a claim's own time, on the clock of a zone. */
export function holdPresets(now: number, timeZone: string): HoldPreset[] {
  const today = localDayAt(timeZone, now)
  const time = now + offsetAt(timeZone, now) - today * DAY_MS
  const [label, end] = time < END_OF_DAY - NEAR_MS ? ['Until 18:00', END_OF_DAY] : ['Until midnight', DAY_MS]
  const minutes = Math.ceil((firstMomentOf(timeZone, today * DAY_MS + Number(end)) - now) / MINUTE_MS)
  return [
    { label: '30 minutes', minutes: 30 },
    { label: '1 hour', minutes: 60 },
    { label: '2 hours', minutes: 120 },
    { label: String(label), minutes },
  ]
}

/** Requests take a moment, and a moment is no refusal. */
const TOLERANCE_MS = 90_000

/** Whether the organization granted less than was asked for. */
export const isCut = (grantedUntil: string, askedMinutes: number, now: number) =>
  Date.parse(grantedUntil) < now + askedMinutes * MINUTE_MS - TOLERANCE_MS
