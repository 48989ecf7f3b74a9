import type { ReviewSettings, SaveReviewSettingsRequest } from '@/lib/organizations/review-settings'
import { type Weekday, weekdays } from '@/lib/organizations/working-time'

/** As it is typed: a number that may not be one yet. */
export type DurationDraft = { amount: string; unit: 'minutes' | 'hours' }
/** As time inputs have them: an end of midnight is "00:00". */
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
      workingHours
        ? workingHours[weekday].map(([start, end]) => [start, end === '24:00' ? '00:00' : end])
        : weekday === 'sat' || weekday === 'sun'
          ? []
          : [OFFICE],
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
    : ofEachDay((weekday) => draft.hours[weekday].map(([start, end]) => [start, end === '00:00' ? '24:00' : end])),
  holidays: draft.holidays.map(({ date, name }) => ({ date, name })),
})

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
  const lengths = day.map(([start, end]) => minuteOf(end, true) - minuteOf(start))
  const longest = lengths.indexOf(Math.max(...lengths.filter((length) => !Number.isNaN(length))))
  const [start, end] = day[longest] ?? ['', '']
  const middle = (minuteOf(start) + minuteOf(end, true)) / 2
  const pause = Math.floor((middle - BREAK_MINUTES / 2) / GRID_MINUTES) * GRID_MINUTES
  if (!(pause > minuteOf(start) && pause + BREAK_MINUTES < minuteOf(end, true))) return [...day, ['', '']]
  return day.toSpliced(longest, 1, [start, clockOf(pause)], [clockOf(pause + BREAK_MINUTES), end])
}

function minuteOf(time: string, isEnd = false): number {
  if (time === '') return Number.NaN
  const minute = Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
  return isEnd && minute === 0 ? 24 * 60 : minute
}

const clockOf = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
