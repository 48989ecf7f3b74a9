'use client'
import { Field } from '../../ui/field'
import { Input } from '../../ui/input'
import { SettingsSection } from '../settings-section'
import { HiddenLabel } from './hidden-label'
import { type HolidayDraft, withHoliday } from './review-draft'
import { AddButton, RemoveButton } from './row-button'
import type { ReviewForm } from './use-review-form'

export function HolidaysSection({ draft, errors, change }: ReviewForm) {
  const { holidays: rows, roundTheClock } = draft
  const write = (holidays: HolidayDraft[]) => change({ holidays })
  return (
    <SettingsSection
      title="Holidays"
      description={
        roundTheClock ? 'Round the clock, holidays count like every other day.' : 'Whole days on which no time counts.'
      }
    >
      <fieldset className="flex flex-col gap-2">
        <legend className="sr-only">Holidays</legend>
        {rows.length === 0 && <p className="text-muted">None yet.</p>}
        {rows.map((row, index) => (
          <HolidayRow
            key={row.id}
            row={row}
            place={index + 1}
            dateError={errors[`holidays.${index}.date`]}
            nameError={errors[`holidays.${index}.name`]}
            onChange={(next) => write(rows.with(index, next))}
            onRemove={() => write(rows.toSpliced(index, 1))}
          />
        ))}
        <AddButton onClick={() => write(withHoliday(rows))}>Add a holiday</AddButton>
      </fieldset>
    </SettingsSection>
  )
}

type HolidayRowProps = {
  row: HolidayDraft
  place: number
  dateError?: string
  nameError?: string
  onChange: (row: HolidayDraft) => void
  onRemove: () => void
}

function HolidayRow({ row, place, dateError, nameError, onChange, onRemove }: HolidayRowProps) {
  return (
    <div className="flex flex-wrap items-start gap-x-2 gap-y-1">
      <Field label={<HiddenLabel>{`Holiday ${place}: date`}</HiddenLabel>} error={dateError} required>
        {(control) => (
          <Input
            {...control}
            type="date"
            value={row.date}
            onChange={(event) => onChange({ ...row, date: event.target.value })}
            className="w-40"
          />
        )}
      </Field>
      <div className="min-w-0 flex-1 basis-40">
        <Input
          aria-label={`Holiday ${place}: name`}
          aria-invalid={nameError ? true : undefined}
          placeholder="Name (optional)"
          maxLength={80}
          value={row.name}
          onChange={(event) => onChange({ ...row, name: event.target.value })}
          className="mt-1"
        />
      </div>
      <span className="mt-1">
        <RemoveButton label={`Remove ${row.name || row.date || `holiday ${place}`}`} onClick={onRemove} />
      </span>
    </div>
  )
}
