'use client'
import { CircleAlert } from 'lucide-react'
import type { Weekday } from '@/lib/organizations/working-time'
import { Input } from '../../ui/input'
import { type IntervalDraft, readClock, readEnd, withBreak } from './review-draft'
import { AddButton, RemoveButton } from './row-button'
import type { FieldErrors } from './use-review-form'

const NAMES: Record<Weekday, string> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
}

type WeekdayHoursProps = {
  weekday: Weekday
  day: readonly IntervalDraft[]
  errors: FieldErrors
  onChange: (day: IntervalDraft[]) => void
}

export function WeekdayHours({ weekday, day, errors, onChange }: WeekdayHoursProps) {
  const name = NAMES[weekday]
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-1 border-b py-2">
      <h3 className="w-24 shrink-0 font-medium leading-8">{name}</h3>
      <div className="flex min-w-0 flex-1 basis-64 flex-col gap-1">
        {day.length === 0 && <p className="text-muted leading-8">No work</p>}
        {day.map((interval, index) => (
          <Hours
            // biome-ignore lint/suspicious/noArrayIndexKey: a day's times have no identity but their place
            key={index}
            name={day.length === 1 ? name : `${name}, time ${index + 1}`}
            interval={interval}
            errors={[0, 1].map((part) => errors[`workingHours.${weekday}.${index}.${part}`])}
            onChange={(next) => onChange(day.with(index, next))}
            onRemove={() => onChange(day.toSpliced(index, 1))}
          />
        ))}
      </div>
      <span className="flex min-h-8 items-center">
        <AddButton onClick={() => onChange(withBreak(day))}>{day.length === 0 ? 'Add hours' : 'Add a break'}</AddButton>
      </span>
    </div>
  )
}

type HoursProps = {
  name: string
  interval: IntervalDraft
  /** Of start and end. */
  errors: (string | undefined)[]
  onChange: (interval: IntervalDraft) => void
  onRemove: () => void
}

function Hours({ name, interval: [start, end], errors, onChange, onRemove }: HoursProps) {
  const [startError, endError] = errors
  return (
    <div>
      <div className="flex items-center gap-2">
        <Clock
          label={`${name}: from`}
          value={start}
          error={startError}
          read={readClock}
          onChange={(next) => onChange([next, end])}
        />
        <span aria-hidden>–</span>
        <Clock
          label={`${name}: to`}
          value={end}
          error={endError}
          read={readEnd}
          onChange={(next) => onChange([start, next])}
        />
        <RemoveButton label={`Remove ${name}`} onClick={onRemove} />
      </div>
      {(startError || endError) && (
        <p role="alert" className="mt-1 flex items-start gap-1 text-fail text-xs">
          <CircleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />
          {startError ?? endError}
        </p>
      )}
    </div>
  )
}

type ClockProps = {
  label: string
  value: string
  error?: string
  read: (text: string) => string
  onChange: (value: string) => void
}

/** On 24 hours, wherever the browser comes from; a quick "9" or "1730" is written out when one leaves the field. */
const Clock = ({ label, value, error, read, onChange }: ClockProps) => (
  <Input
    aria-label={label}
    aria-invalid={error ? true : undefined}
    aria-required
    inputMode="numeric"
    autoComplete="off"
    placeholder="00:00"
    value={value}
    onChange={(event) => onChange(event.target.value)}
    onBlur={() => read(value) !== value && onChange(read(value))}
    className="w-18 text-center pointer-coarse:w-20"
  />
)
