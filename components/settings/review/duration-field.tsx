'use client'
import type { ReactNode } from 'react'
import { Field } from '../../ui/field'
import { Input } from '../../ui/input'
import { Select } from '../../ui/select'
import type { DurationDraft } from './review-draft'

type DurationFieldProps = {
  /** What lasts so long. */
  name: string
  /** Instead of the name, where a heading says it already. */
  label?: ReactNode
  hint?: ReactNode
  error?: string
  value: DurationDraft
  onChange: (value: DurationDraft) => void
}

/** A number and its unit. */
export function DurationField({ name, label = name, hint, error, value, onChange }: DurationFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} required>
      {(control) => (
        <div className="flex gap-2">
          <Input
            {...control}
            inputMode="decimal"
            autoComplete="off"
            value={value.amount}
            onChange={(event) => onChange({ ...value, amount: event.target.value })}
            className="w-20"
          />
          <Select
            aria-label={`${name}: unit`}
            value={value.unit}
            onChange={(event) => onChange({ ...value, unit: event.target.value as DurationDraft['unit'] })}
            className="w-28"
          >
            <option value="minutes">minutes</option>
            <option value="hours">hours</option>
          </Select>
        </div>
      )}
    </Field>
  )
}
