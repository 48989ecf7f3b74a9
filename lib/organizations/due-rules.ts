import type { ReviewSettings } from './review-settings'
import { addWorkingTime, type WorkingCalendar, workingSecondsBetween } from './working-time'
import { isTimeZone } from './zone-clock'

/** What decides when an item of an organization is due. */
export interface DueRules {
  calendar: WorkingCalendar
  /** Working minutes; null = no target. */
  targetMinutes: number | null
  /** Campaigns with a target of their own. */
  campaignMinutes: ReadonlyMap<string, number>
}

export const toDueRules = (settings: Omit<ReviewSettings, 'maxHoldMinutes'>): DueRules => ({
  calendar: {
    // A zone that this machine's language data does not know must not stop the queue.
    timeZone: isTimeZone(settings.timeZone) ? settings.timeZone : 'UTC',
    hours: settings.workingHours,
    holidays: settings.holidays.map(({ date }) => date),
  },
  targetMinutes: settings.dueTargetMinutes,
  campaignMinutes: new Map(settings.campaignTargets.map((row) => [row.campaign, row.dueTargetMinutes])),
})

/** When an item that waits since `from` is due; null = neither its campaign nor the organization has a target. */
export function dueAt(rules: DueRules, campaign: string | null, from: Date): Date | null {
  const minutes = targetOf(rules, campaign)
  return minutes === null ? null : addWorkingTime(from, minutes * 60, rules.calendar)
}

/** In working minutes: the campaign's own, else the organization's. */
export const targetOf = ({ campaignMinutes, targetMinutes }: DueRules, campaign: string | null): number | null =>
  (campaign === null ? undefined : campaignMinutes.get(campaign)) ?? targetMinutes

/** Working seconds from now to the due time: 0 when it is overdue. */
export const leftSeconds = ({ calendar }: DueRules, due: Date, now: Date): number =>
  workingSecondsBetween(now, due, calendar)

/** When it is due if its clock, with so much left, goes on at `from`. */
export const resumeDue = ({ calendar }: DueRules, left: number, from: Date): Date =>
  addWorkingTime(from, left, calendar)
