import { expect, test } from 'vitest'
import { defaultReviewSettings, saveReviewSettingsRequest } from '@/lib/organizations/review-settings'
import {
  mondayToFriday,
  readClock,
  readEnd,
  toDraft,
  toDuration,
  toMinutes,
  toRequest,
  withBreak,
  withCampaign,
  withHoliday,
} from './review-draft'

const settings = {
  ...defaultReviewSettings,
  timeZone: 'Europe/Amsterdam',
  campaignTargets: [{ campaign: 'night-nurse', dueTargetMinutes: 45 }],
  holidays: [{ date: '2026-12-25', name: 'Christmas' }],
}
const everyDay = { ...defaultReviewSettings.workingHours!, sun: [['18:00', '24:00'] as [string, string]] }

test.each([
  ['as they are by default', settings],
  ['without a target', { ...settings, dueTargetMinutes: null }],
  ['round the clock', { ...settings, workingHours: null }],
  ['with hours until midnight', { ...settings, workingHours: everyDay }],
])('settings %s come through the form unchanged', (_, given) => {
  const request = toRequest(toDraft(given), 3)
  expect(request).toEqual({ version: 3, ...given })
  expect(saveReviewSettingsRequest.safeParse(request).success).toBe(true)
})

test('what is switched off keeps its values in the form', () => {
  const off = toDraft({ ...settings, dueTargetMinutes: null, workingHours: null })
  expect(
    saveReviewSettingsRequest.safeParse(toRequest({ ...off, hasTarget: true, roundTheClock: false }, 0)).success,
  ).toBe(true)
})

test.each([
  ['1', 'hours', 60],
  ['1.5', 'hours', 90],
  ['1,5', 'hours', 90],
  ['1.1', 'hours', 66],
  [' 20 ', 'minutes', 20],
  ['', 'minutes', Number.NaN],
  ['1e3', 'minutes', Number.NaN],
  ['-5', 'minutes', Number.NaN],
  ['soon', 'hours', Number.NaN],
] as const)('"%s" %s are %d minutes', (amount, unit, minutes) => expect(toMinutes({ amount, unit })).toBe(minutes))

test.each([
  ['9', '09:00'],
  ['930', '09:30'],
  ['9.30', '09:30'],
  [' 17:05 ', '17:05'],
  ['17h30', '17:30'],
  ['1730', '17:30'],
  ['24', '24:00'],
  ['', ''],
  ['noon', 'noon'],
  ['9:5', '9:5'],
])('"%s" is read as "%s"', (typed, clock) => expect(readClock(typed)).toBe(clock))

test('a day that ends at 00:00 ends at midnight', () => {
  expect([readEnd('0'), readEnd('00:00'), readEnd('17')]).toEqual(['24:00', '24:00', '17:00'])
})

test('whole hours are shown as hours', () => {
  expect([toDuration(240), toDuration(90)]).toEqual([
    { amount: '4', unit: 'hours' },
    { amount: '90', unit: 'minutes' },
  ])
})

test('what is missing is refused at the field that lacks it', () => {
  const draft = toDraft(settings)
  const broken = { ...draft, campaigns: withCampaign(draft.campaigns), holidays: withHoliday(draft.holidays) }
  const { error } = saveReviewSettingsRequest.safeParse(
    toRequest({ ...broken, hold: { amount: '', unit: 'hours' } }, 0),
  )
  expect(error!.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
    ['maxHoldMinutes', 'Enter a time.'],
    ['campaignTargets.1.campaign', 'Name the campaign.'],
    ['holidays.1.date', 'Enter a date.'],
  ])
})

test('a new row has an id of its own, also after others were removed', () => {
  const three = withHoliday(withHoliday(withHoliday([])))
  expect(withHoliday([three[0]!, three[2]!]).map(({ id }) => id)).toEqual([0, 2, 3])
})

test('Monday is copied to Friday, and the weekend is left alone', () => {
  const { hours } = toDraft({ ...settings, workingHours: everyDay })
  const copied = mondayToFriday({ ...hours, mon: [['07:00', '15:00']] })
  expect([copied.wed, copied.fri, copied.sat, copied.sun]).toEqual([
    [['07:00', '15:00']],
    [['07:00', '15:00']],
    [],
    [['18:00', '24:00']],
  ])
})

test.each([
  ['a day off gets hours', [], [['09:00', '17:00']]],
  [
    'a day gets a break in its middle',
    [['09:00', '17:00']],
    [
      ['09:00', '12:45'],
      ['13:15', '17:00'],
    ],
  ],
  [
    'the longest part is parted',
    [
      ['09:00', '10:00'],
      ['12:00', '00:00'],
    ],
    [
      ['09:00', '10:00'],
      ['12:00', '17:45'],
      ['18:15', '00:00'],
    ],
  ],
  [
    'what is too short for a break gets more hours to fill in',
    [['09:00', '09:30']],
    [
      ['09:00', '09:30'],
      ['', ''],
    ],
  ],
  [
    'so does what is not filled in yet',
    [['', '']],
    [
      ['', ''],
      ['', ''],
    ],
  ],
] as const)('%s', (_, day, expected) => {
  expect(withBreak(day.map(([start, end]) => [start, end]))).toEqual(expected)
})
