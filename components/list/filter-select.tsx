import { cn } from '../ui/cn'
import { Select } from '../ui/select'

type FilterSelectProps<Value extends string> = {
  /** Its accessible name: "Status". */
  label: string
  /** The first choice: "Any status". */
  any: string
  words: Partial<Record<Value, string>>
  value: Value | null
  onChange: (value: Value | null) => void
  className?: string
}

/** One filter of a list. A set one stands out, so that nobody takes a part for the whole. */
export function FilterSelect<Value extends string>({
  label,
  any,
  words,
  value,
  onChange,
  className,
}: FilterSelectProps<Value>) {
  const options = Object.entries(words) as [Value, string][]
  return (
    <Select
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChange((event.target.value || null) as Value | null)}
      className={cn(value && 'font-medium [&_select]:border-accent-text [&_select]:bg-accent-soft', className)}
    >
      <option value="">{any}</option>
      {options.map(([option, word]) => (
        <option key={option} value={option}>
          {word}
        </option>
      ))}
    </Select>
  )
}
