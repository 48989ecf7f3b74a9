import type { InboxFacets } from '@/lib/reviews/schema'
import { CheckboxField } from '../ui/checkbox-field'
import { Count } from '../ui/count'

type CampaignChoiceProps = {
  /** Undefined until they are loaded. */
  facets: InboxFacets | undefined
  chosen: readonly string[] | undefined
  onChange: (campaigns: string[] | undefined) => void
}

/** Any of several. What is chosen stays a choice, whether or not an item has it now. */
export function CampaignChoice({ facets, chosen = [], onChange }: CampaignChoiceProps) {
  const known = new Map(facets?.campaigns.map(({ campaign, count }) => [campaign, count]))
  const names = [...new Set([...known.keys(), ...chosen])]
  if (facets && names.length === 0) return null
  const choose = (campaign: string, checked: boolean) => {
    const next = checked ? [...chosen, campaign].sort() : chosen.filter((other) => other !== campaign)
    onChange(next.length > 0 ? next : undefined)
  }
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-medium text-sm">Campaign</legend>
      <div aria-busy={!facets} className="max-h-36 overflow-y-auto rounded-md border px-2 py-1 aria-busy:h-36">
        {names.map((name) => (
          <CheckboxField
            key={name}
            checked={chosen.includes(name)}
            onChange={(checked) => choose(name, checked)}
            trailing={<Count value={known.get(name) ?? 0} />}
          >
            <span dir="auto" title={name}>
              {name}
            </span>
          </CheckboxField>
        ))}
      </div>
    </fieldset>
  )
}
