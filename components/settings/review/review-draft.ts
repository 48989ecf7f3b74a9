import type { ReviewSettings, SaveReviewSettingsRequest } from '@/lib/organizations/review-settings'
import { type Weekday, weekdays } from '@/lib/organizations/working-time'

/** As it is typed: a number that may not be one yet. */
export type DurationDraft = { amount: string; unit: 'minutes' | 'hours' }
/** As they are typed: "9", "17.30" and "24:00" are times, see `readClock`. */
export type IntervalDraft = [start: string, end: string]
export type HoursDraft = Record<Weekday, IntervalDraft[]>
/** `id` is the row's own while it is edited. */
export type CampaignDraft = { id: number; campaign: string; target: DurationDraft }
export type HolidayDraft = { id: number; date: string; name: string }

/** The settings as a form has them: what is switched off keeps its values until it is saved. */
export interface ReviewDraft {
  hold: DurationDraft
  hasTarget: boolean
  target: DurationDraft
  campaigns: CampaignDraft[]
  timeZone: string
  roundTheClock: boolean
  hours: HoursDraft
  holidays: HolidayDraft[]
}

const OFFICE: IntervalDraft = ['09:00', '17:00']
const NEW_TARGET: DurationDraft = { amount: '4', unit: 'hours' }

export const toDuration = (minutes: number): DurationDraft =>
  minutes % 60 === 0 ? { amount: String(minutes / 60), unit: 'hours' } : { amount: String(minutes), unit: 'minutes' }

/** NaN while nothing, or no number, is typed. */
export function toMinutes({ amount, unit }: DurationDraft): number {
  const text = amount.trim().replace(',', '.')
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  // 1.1 hours are 66 minutes, not 66.00000000000001.
  return unit === 'hours' ? Math.round(value * 60 * 1_000) / 1_000 : value
}

export function toDraft(settings: ReviewSettings): ReviewDraft {
  const { dueTargetMinutes, workingHours } = settings
  return {
    hold: toDuration(settings.maxHoldMinutes),
    hasTarget: dueTargetMinutes !== null,
    target: dueTargetMinutes === null ? { amount: '8', unit: 'hours' } : toDuration(dueTargetMinutes),
    campaigns: settings.campaignTargets.map((row, id) => ({
      ...{ id, campaign: row.campaign, target: toDuration(row.dueTargetMinutes) },
    })),
    timeZone: settings.timeZone,
    roundTheClock: workingHours === null,
    hours: ofEachDay((weekday) =>
      workingHours ? [...workingHours[weekday]] : weekday === 'sat' || weekday === 'sun' ? [] : [OFFICE],
    ),
    holidays: settings.holidays.map(({ date, name }, id) => ({ id, date, name })),
  }
}

/** What the draft would save; not yet checked. */
export const toRequest = (draft: ReviewDraft, version: number): SaveReviewSettingsRequest => ({
  version,
  maxHoldMinutes: toMinutes(draft.hold),
  dueTargetMinutes: draft.hasTarget ? toMinutes(draft.target) : null,
  campaignTargets: draft.campaigns.map(({ campaign, target }) => ({ campaign, dueTargetMinutes: toMinutes(target) })),
  timeZone: draft.timeZone,
  workingHours: draft.roundTheClock
    ? null
    : ofEachDay((weekday) => draft.hours[weekday].map(([start, end]) => [readClock(start), readEnd(end)])),
  holidays: draft.holidays.map(({ date, name }) => ({ date, name })),
})

/** "9", "930", "9.30" and "09:30" as `HH:MM`; what is no time stays as it was typed, and is refused as that. */
export function readClock(text: string): string {
  const [, hour, minute = '00'] = /^(\d{1,2})(?:[:.h ]?(\d{2}))?$/.exec(text.trim()) ?? []
  return hour === undefined ? text : `${hour.padStart(2, '0')}:${minute}`
}

/** A day that ends at 00:00 ends at midnight. */
export function readEnd(text: string): string {
  const end = readClock(text)
  return end === '00:00' ? '24:00' : end
}

const ofEachDay = (of: (weekday: Weekday) => IntervalDraft[]): HoursDraft =>
  Object.fromEntries(weekdays.map((weekday) => [weekday, of(weekday)])) as HoursDraft

const freeId = (rows: readonly { id: number }[]) => Math.max(-1, ...rows.map(({ id }) => id)) + 1

export const withCampaign = (rows: readonly CampaignDraft[]): CampaignDraft[] => [
  ...rows,
  { id: freeId(rows), campaign: '', target: NEW_TARGET },
]

export const withHoliday = (rows: readonly HolidayDraft[]): HolidayDraft[] => [
  ...rows,
  { id: freeId(rows), date: '', name: '' },
]

/** Monday's hours on the four days that follow. */
export function mondayToFriday(hours: HoursDraft): HoursDraft {
  const { mon } = hours
  return { ...hours, tue: mon, wed: mon, thu: mon, fri: mon }
}

const BREAK_MINUTES = 30
const GRID_MINUTES = 15

/** A day gets its first hours; one that has hours gets a break of half an hour in the middle of its longest. */
export function withBreak(day: readonly IntervalDraft[]): IntervalDraft[] {
  if (day.length === 0) return [OFFICE]
  const minutes = day.map(([start, end]) => [minuteOf(readClock(start)), minuteOf(readEnd(end))] as const)
  const lengths = minutes.map(([start, end]) => end - start || 0)
  const longest = lengths.indexOf(Math.max(...lengths))
  const [[start, end], [from, to]] = [day[longest]!, minutes[longest]!]
  const pause = Math.floor(((from + to) / 2 - BREAK_MINUTES / 2) / GRID_MINUTES) * GRID_MINUTES
  // Too short to be parted, or not filled in yet.
  if (!(pause > from && pause + BREAK_MINUTES < to)) return [...day, ['', '']]
  return day.toSpliced(longest, 1, [start, clockOf(pause)], [clockOf(pause + BREAK_MINUTES), end])
}

/** NaN for what is no time. */
const minuteOf = (clock: string) => Number(clock.slice(0, 2) || Number.NaN) * 60 + Number(clock.slice(3, 5))

const clockOf = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
