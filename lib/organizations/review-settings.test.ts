import { expect, test } from 'vitest'
import { defaultReviewSettings, saveReviewSettingsRequest, workingHours } from './review-settings'

const valid = { version: 0, ...defaultReviewSettings, timeZone: 'Europe/Amsterdam' }
const empty = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }

/** Which fields are refused, as the form names them. */
function refused(part: object) {
  const { error } = saveReviewSettingsRequest.safeParse({ ...valid, ...part })
  return error?.issues.map(({ path }) => path.join('.')) ?? []
}

test('the defaults are valid', () => {
  expect(refused({})).toEqual([])
})

test.each([
  ['a hold shorter than a claim', { maxHoldMinutes: 14 }, 'maxHoldMinutes'],
  ['a hold longer than a week', { maxHoldMinutes: 10_081 }, 'maxHoldMinutes'],
  ['half a minute', { dueTargetMinutes: 0.5 }, 'dueTargetMinutes'],
  ['a target of nothing', { dueTargetMinutes: 0 }, 'dueTargetMinutes'],
  ['a zone that is none', { timeZone: 'Europe/Atlantis' }, 'timeZone'],
  ['an offset as a zone', { timeZone: '+01:00' }, 'timeZone'],
  ['a date that no calendar has', { holidays: [{ date: '2026-02-30', name: '' }] }, 'holidays.0.date'],
  [
    'a campaign without a name',
    { campaignTargets: [{ campaign: ' ', dueTargetMinutes: 5 }] },
    'campaignTargets.0.campaign',
  ],
])('%s is refused at its field', (_, part, field) => expect(refused(part)).toEqual([field]))

test.each([
  ['an end before its start', [['17:00', '09:00']], 'workingHours.mon.0.1'],
  ['an interval of nothing', [['09:00', '09:00']], 'workingHours.mon.0.1'],
  ['a time that no clock shows', [['09:60', '17:00']], 'workingHours.mon.0.0'],
  ['a start at 24:00', [['24:00', '24:00']], 'workingHours.mon.0.0'],
  [
    'two that overlap',
    [
      ['09:00', '13:00'],
      ['12:30', '17:00'],
    ],
    'workingHours.mon.1.0',
  ],
  [
    'two in the wrong order',
    [
      ['13:00', '17:00'],
      ['09:00', '12:00'],
    ],
    'workingHours.mon.1.0',
  ],
] as const)('working hours: %s is refused at its field', (_, mon, field) => {
  expect(refused({ workingHours: { ...defaultReviewSettings.workingHours, mon } })).toContain(field)
})

test('a week without work is refused: nothing would ever be due', () => {
  expect(refused({ workingHours: empty })).toEqual(['workingHours'])
  expect(refused({ workingHours: { ...empty, sun: [['10:00', '10:59']] } })).toEqual(['workingHours'])
  expect(workingHours.safeParse({ ...empty, sun: [['10:00', '11:00']] }).success).toBe(true)
})

test('breaks that touch, midnight and round the clock are allowed', () => {
  const mon = [
    ['00:00', '06:00'],
    ['06:00', '24:00'],
  ]
  expect(refused({ workingHours: { ...empty, mon } })).toEqual([])
  expect(refused({ workingHours: null, dueTargetMinutes: null })).toEqual([])
})

test('a campaign and a date stand in their list once', () => {
  const twice = { campaign: 'a', dueTargetMinutes: 60 }
  expect(refused({ campaignTargets: [twice, { ...twice, campaign: 'b' }, twice] })).toEqual([
    'campaignTargets.2.campaign',
  ])
  const day = { date: '2026-12-25', name: 'Christmas' }
  expect(refused({ holidays: [day, { ...day, name: 'Again' }] })).toEqual(['holidays.1.date'])
})
