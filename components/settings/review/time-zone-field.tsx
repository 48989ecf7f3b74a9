'use client'
import { Field } from '../../ui/field'
import { useHydrated } from '../../ui/now'
import { Select } from '../../ui/select'

type TimeZoneFieldProps = { value: string; error?: string; onChange: (timeZone: string) => void }

export function TimeZoneField({ value, error, onChange }: TimeZoneFieldProps) {
  // Server and browser may know different zones: the list is the browser's, and comes with it.
  const zones = useHydrated() ? zonesWith(value) : [value]
  return (
    <Field label="Time zone" hint="In which hours and holidays are meant." error={error} required>
      {(control) => (
        <Select {...control} value={value} onChange={(event) => onChange(event.target.value)} className="max-w-80">
          {zones.map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll('_', ' ')}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

/** Names differ between browsers (Asia/Kolkata, Asia/Calcutta): the one that is saved is always among them. */
const zonesWith = (value: string) => [...new Set(['UTC', value, ...Intl.supportedValuesOf('timeZone')])].sort()
