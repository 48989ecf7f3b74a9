import { z } from 'zod'
import { sinceMidnight, type Weekday, type WorkingHours, weekdays } from './working-time'
import { isTimeZone } from './zone-clock'

/** A claim lasts a quarter of an hour by itself: to hold less is no hold. */
const HOLD_MINUTES_MIN = 15
const HOLD_MINUTES_MAX = 7 * 24 * 60
/** Three months of working days of eight hours. */
const TARGET_MINUTES_MAX = 30 * 24 * 60
/** With less, a target of a day could lie years ahead. */
const WEEK_MINUTES_MIN = 60
const INTERVALS_MAX = 6
const ROWS_MAX = 200

const start = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Enter a time, such as 09:00.')
const end = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'Enter a time, such as 17:00.')

const day = z
  .array(z.tuple([start, end]))
  .max(INTERVALS_MAX, `A day has at most ${INTERVALS_MAX} times of work.`)
  .superRefine((intervals, context) => {
    for (const [index, [from, to]] of intervals.entries()) {
      const refuse = (part: 0 | 1, message: string) =>
        context.addIssue({ code: 'custom', path: [index, part], message })
      const before = intervals[index - 1]
      if (to <= from) refuse(1, 'The end must be after the start.')
      else if (before && from < before[1]) refuse(0, `Begins before the time above ends, ${before[1]}.`)
    }
  })

const ofEachDay = <Day extends z.ZodType>(day: Day) =>
  z.object(Object.fromEntries(weekdays.map((weekday) => [weekday, day])) as Record<Weekday, Day>)

const minutesOfWork = (hours: WorkingHours) =>
  weekdays
    .flatMap((weekday) => hours[weekday])
    .reduce((sum, [from, to]) => sum + (sinceMidnight(to) - sinceMidnight(from)) / 60_000, 0)

/** Per weekday its intervals: in order, not overlapping, an hour a week at least. */
export const workingHours = ofEachDay(day).refine(
  (hours) => minutesOfWork(hours) >= WEEK_MINUTES_MIN,
  'A week needs an hour of work at least.',
)

const holdMinutes = z
  .number('Enter a time.')
  .int('Whole minutes only.')
  .min(HOLD_MINUTES_MIN, 'At least 15 minutes: a claim lasts so long by itself.')
  .max(HOLD_MINUTES_MAX, 'At most a week: 168 hours.')
const targetMinutes = z
  .number('Enter a time.')
  .int('Whole minutes only.')
  .min(1, 'At least a minute.')
  .max(TARGET_MINUTES_MAX, 'At most 720 hours.')

const holiday = z.object({
  date: z.iso.date('Enter a date.'),
  name: z.string().trim().max(80, 'At most 80 characters.'),
})

const campaignTarget = z.object({
  /** Popp's id of it, as it stands on the conversations. */
  campaign: z.string().trim().min(1, 'Name the campaign.').max(500, 'At most 500 characters.'),
  dueTargetMinutes: targetMinutes,
})
export type CampaignTarget = z.infer<typeof campaignTarget>

/** Marks every value that stands in the list a second time. */
const unique =
  <Row>(textOf: (row: Row) => string, field: string, message: string) =>
  (rows: Row[], context: z.RefinementCtx<Row[]>) => {
    const values = rows.map(textOf)
    for (const [index, value] of values.entries()) {
      if (values.indexOf(value) < index) context.addIssue({ code: 'custom', path: [index, field], message })
    }
  }

/** How an organization reviews. */
export const reviewSettings = z.object({
  maxHoldMinutes: holdMinutes,
  /** Working minutes from a flag to its due time; null = no target. */
  dueTargetMinutes: targetMinutes.nullable(),
  campaignTargets: z
    .array(campaignTarget)
    .max(ROWS_MAX)
    .superRefine(unique((row) => row.campaign, 'campaign', 'This campaign has a target already.')),
  timeZone: z.string().max(64).refine(isTimeZone, 'Choose a time zone.'),
  /** Null = round the clock, holidays included. */
  workingHours: workingHours.nullable(),
  holidays: z
    .array(holiday)
    .max(ROWS_MAX)
    .superRefine(unique((row) => row.date, 'date', 'This date is in the list already.')),
})
export type ReviewSettings = z.infer<typeof reviewSettings>

/** `version` = of the settings that were changed: 0 while they are the defaults. */
export const saveReviewSettingsRequest = z.object({ version: z.number().int().min(0), ...reviewSettings.shape })
export type SaveReviewSettingsRequest = z.infer<typeof saveReviewSettingsRequest>

/** Answer of GET and PUT. Read as it was saved: a rule that has become stricter since must not hide what stands. */
export const reviewSettingsAnswer = z.object({
  version: z.number().int(),
  maxHoldMinutes: z.number(),
  dueTargetMinutes: z.number().nullable(),
  campaignTargets: z.array(z.object({ campaign: z.string(), dueTargetMinutes: z.number() })),
  timeZone: z.string(),
  workingHours: ofEachDay(z.array(z.tuple([z.string(), z.string()]))).nullable(),
  holidays: z.array(z.object({ date: z.string(), name: z.string() })),
  /** Campaigns of the newest conversations, to choose from. */
  knownCampaigns: z.array(z.string()),
})
export type ReviewSettingsAnswer = z.infer<typeof reviewSettingsAnswer>

const officeDay: [string, string][] = [['09:00', '17:00']]

/**
 * What holds until an admin says otherwise. A working day is the answer that a candidate who was promised "we will get
 * back to you" expects, and without any target nothing could be overdue: the queue would be offered by age alone, and a
 * forgotten item would look like a fresh one. Four hours of hold are half of that day: long enough for a call back, too
 * short to take an item home.
 */
export const defaultReviewSettings: Omit<ReviewSettings, 'timeZone'> = {
  maxHoldMinutes: 240,
  dueTargetMinutes: 480,
  campaignTargets: [],
  workingHours: { mon: officeDay, tue: officeDay, wed: officeDay, thu: officeDay, fri: officeDay, sat: [], sun: [] },
  holidays: [],
}
