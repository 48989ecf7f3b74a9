'use client'
import { weekdays } from '@/lib/organizations/working-time'
import { Button } from '../../ui/button'
import { Switch } from '../../ui/switch'
import { SettingsSection } from '../settings-section'
import { mondayToFriday } from './review-draft'
import { TimeZoneField } from './time-zone-field'
import type { ReviewForm } from './use-review-form'
import { WeekdayHours } from './weekday-hours'

export function HoursSection({ draft, errors, change }: ReviewForm) {
  const { hours, roundTheClock, timeZone } = draft
  return (
    <SettingsSection
      title="Working hours"
      description="Due times count only these. A break is the gap between two times of one day."
    >
      <div className="flex flex-col gap-4">
        <TimeZoneField value={timeZone} error={errors.timeZone} onChange={(next) => change({ timeZone: next })} />
        <Switch
          label="Round the clock"
          hint="Every hour counts, holidays too."
          checked={roundTheClock}
          onChange={(next) => change({ roundTheClock: next })}
        />
        {!roundTheClock && (
          <fieldset className="flex flex-col">
            <legend className="sr-only">Hours of each weekday</legend>
            {weekdays.map((weekday) => (
              <WeekdayHours
                key={weekday}
                weekday={weekday}
                day={hours[weekday]}
                errors={errors}
                onChange={(day) => change({ hours: { ...hours, [weekday]: day } })}
              />
            ))}
            <p role="alert" className="text-fail text-xs">
              {errors.workingHours}
            </p>
            <Button
              size="sm"
              onClick={() => change({ hours: mondayToFriday(hours) })}
              className="mt-2 self-start group-disabled:hidden"
            >
              Copy Monday to Tuesday–Friday
            </Button>
          </fieldset>
        )}
      </div>
    </SettingsSection>
  )
}
