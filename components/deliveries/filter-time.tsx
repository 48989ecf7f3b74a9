'use client'
import type { DeliveryFilter } from '@/lib/webhooks/delivery-filter'
import { toLocalInput } from '../inbox/local-input'
import { FilterSelect } from '../list/filter-select'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { spanWords } from './filter-words'

type TimeRangeProps = { filter: DeliveryFilter; onChange: (part: Partial<DeliveryFilter>) => void }

/** When it arrived: a span that ends now, or from one moment to another. */
export function TimeRange({ filter, onChange }: TimeRangeProps) {
  return (
    <div className="flex flex-col gap-2">
      <FilterSelect
        label="Received"
        any="Received any time"
        words={spanWords}
        value={filter.within ?? null}
        onChange={(within) => onChange({ within: within ?? undefined, from: undefined, to: undefined })}
      />
      <div className="grid grid-cols-2 gap-2">
        <Moment label="From" value={filter.from} onChange={(from) => onChange({ from, within: undefined })} />
        <Moment label="Before" value={filter.to} onChange={(to) => onChange({ to, within: undefined })} />
      </div>
    </div>
  )
}

type MomentProps = { label: string; value: string | undefined; onChange: (iso: string | undefined) => void }

/** On the browser's clock. */
const Moment = ({ label, value, onChange }: MomentProps) => (
  <Field label={label} unmarked>
    {(control) => (
      <Input
        {...control}
        type="datetime-local"
        value={value ? toLocalInput(Date.parse(value)) : ''}
        onChange={({ target }) => {
          const at = Date.parse(target.value)
          if (target.value === '' || !Number.isNaN(at)) onChange(target.value ? new Date(at).toISOString() : undefined)
        }}
      />
    )}
  </Field>
)
