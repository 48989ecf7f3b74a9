import { CheckboxField } from '../ui/checkbox-field'
import { shownType } from './delivery-words'

type TypeChoiceProps = {
  /** Undefined until they are loaded. */
  types: string[] | undefined
  chosen: readonly string[] | undefined
  onChange: (types: string[] | undefined) => void
}

/** Any of several. What is chosen stays a choice, whether or not it was among the newest events. */
export function TypeChoice({ types, chosen = [], onChange }: TypeChoiceProps) {
  const names = [...new Set([...(types ?? []), ...chosen])].sort()
  if (types && names.length === 0) return null
  const choose = (type: string, checked: boolean) => {
    const next = checked ? [...chosen, type].sort() : chosen.filter((other) => other !== type)
    onChange(next.length > 0 ? next : undefined)
  }
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-medium text-sm">Event</legend>
      <div aria-busy={!types} className="max-h-36 overflow-y-auto rounded-md border px-2 py-1 aria-busy:h-36">
        {names.map((type) => (
          <CheckboxField
            key={type}
            checked={chosen.includes(type)}
            onChange={(checked) => choose(type, checked)}
            className="font-mono text-xs"
          >
            <span title={shownType(type)}>{shownType(type)}</span>
          </CheckboxField>
        ))}
      </div>
    </fieldset>
  )
}
