'use client'
import { useQuery } from '@tanstack/react-query'
import { inboxFacetsOptions } from '@/lib/reviews/client'
import { type InboxFilter, type InboxView, NO_REASON_GIVEN } from '@/lib/reviews/filter'
import type { InboxFacets } from '@/lib/reviews/schema'
import { NO_REASON } from '../conversation/words'
import { FilterSelect } from '../list/filter-select'
import { CheckboxField } from '../ui/checkbox-field'
import { CampaignChoice } from './filter-campaigns'
import { ReasonText, ScoreRange } from './filter-texts'
import { dueFilterWords, WAITING_HOURS, waitingWords } from './filter-words'

const NOTHING: InboxFacets = { campaigns: [], failed: [], holders: [] }

type FilterFormProps = {
  view: InboxView
  memberId: string
  setFilter: (filter: InboxFilter) => void
}

/** Everything a list can be narrowed by. Each change counts at once: the list beside it shows what it does. */
export function FilterForm({ view: { tab, filter }, memberId, setFilter }: FilterFormProps) {
  const { data: known } = useQuery(inboxFacetsOptions(tab))
  const facets = known ?? NOTHING
  const set = (part: InboxFilter) => setFilter({ ...filter, ...part })
  const flag = (checked: boolean) => (checked ? (true as const) : undefined)
  return (
    <div className="flex flex-col gap-3 overflow-y-auto p-3">
      <CampaignChoice facets={known} chosen={filter.campaign} onChange={(campaign) => set({ campaign })} />
      <ReasonText
        value={filter.reason === NO_REASON_GIVEN ? undefined : filter.reason}
        onChange={(reason) => set({ reason })}
      />
      <div className="grid grid-cols-2 gap-2">
        <FilterSelect
          label="Held by"
          any="Any holder"
          words={holderChoices(facets, filter.holder, memberId)}
          value={filter.holder ?? null}
          onChange={(holder) => set({ holder: holder ?? undefined })}
        />
        <FilterSelect
          label="Due"
          any="Any due time"
          words={dueFilterWords}
          value={filter.due ?? null}
          onChange={(due) => set({ due: due ?? undefined })}
        />
        <FilterSelect
          label="Waiting"
          any="Waiting any time"
          words={waitingChoices(filter.olderThanHours)}
          value={filter.olderThanHours === undefined ? null : ` ${filter.olderThanHours}`}
          onChange={(hours) => set({ olderThanHours: hours === null ? undefined : Number(hours) })}
        />
        <FilterSelect
          label="Failed question"
          any="Any failed question"
          words={questionChoices(facets, filter.failed)}
          value={filter.failed ?? null}
          onChange={(failed) => set({ failed: failed ?? undefined })}
        />
      </div>
      <ScoreRange filter={filter} onChange={set} />
      <div className="grid grid-cols-2 gap-x-2">
        <CheckboxField
          checked={filter.reason === NO_REASON_GIVEN}
          onChange={(checked) => set({ reason: checked ? NO_REASON_GIVEN : undefined })}
        >
          {NO_REASON}
        </CheckboxField>
        <CheckboxField
          checked={filter.notScored ?? false}
          onChange={(checked) => set({ notScored: flag(checked), scoreMin: undefined, scoreMax: undefined })}
        >
          Not scored
        </CheckboxField>
        <CheckboxField checked={filter.returned ?? false} onChange={(checked) => set({ returned: flag(checked) })}>
          Returned
        </CheckboxField>
        <CheckboxField checked={filter.forMe ?? false} onChange={(checked) => set({ forMe: flag(checked) })}>
          For me first
        </CheckboxField>
      </div>
    </div>
  )
}

/** What is set stays a choice, whether or not anything has it now. */
function holderChoices({ holders }: InboxFacets, set: string | undefined, memberId: string): Record<string, string> {
  const others = holders.filter((holder) => holder.memberId !== memberId)
  return {
    ...{ nobody: 'Nobody', anyone: 'Somebody', me: 'Me' },
    ...(set && { [set]: { nobody: 'Nobody', anyone: 'Somebody', me: 'Me' }[set] ?? 'A colleague' }),
    ...Object.fromEntries(others.map(({ memberId: id, name, count }) => [id, `${name} (${count})`])),
  }
}

const questionChoices = ({ failed }: InboxFacets, set: string | undefined): Record<string, string> => ({
  ...(set && { [set]: set }),
  ...Object.fromEntries(failed.map(({ question, count }) => [question, `${question} (${count})`])),
})

/** A key that is a number would be moved to the front of the others: each begins with a space. */
const waitingChoices = (set: number | undefined): Record<string, string> =>
  Object.fromEntries(
    [...new Set([...WAITING_HOURS, ...(set === undefined ? [] : [set])])]
      .sort((a, b) => a - b)
      .map((hours) => [` ${hours}`, waitingWords(hours)]),
  )
