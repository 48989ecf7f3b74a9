'use client'
import { useQuery } from '@tanstack/react-query'
import { deliveryFacetsOptions } from '@/lib/webhooks/client'
import type { DeliveryFacets } from '@/lib/webhooks/schema'
import { rejectionWords } from '@/lib/webhooks/words'
import { FilterSelect } from '../list/filter-select'
import { TypedField } from '../list/typed-field'
import { CheckboxField } from '../ui/checkbox-field'
import { stateWords } from './delivery-words'
import { FieldSearchFields } from './filter-field'
import { TimeRange } from './filter-time'
import { TypeChoice } from './filter-types'
import { sourceWords } from './filter-words'
import type { useDeliveryFilters } from './use-deliveries'

type FormProps = { filtering: ReturnType<typeof useDeliveryFilters> }

/** Everything the list can be narrowed by. Each change counts at once: the list behind it shows what it does. */
export function DeliveryFilterForm({ filtering }: FormProps) {
  const { data: facets } = useQuery(deliveryFacetsOptions())
  const { filter } = filtering.filters
  return (
    <div className="flex flex-col gap-3 overflow-y-auto p-3">
      {filter.tab === 'received' ? (
        <ReceivedFields filtering={filtering} facets={facets} />
      ) : (
        <RejectedFields filtering={filtering} facets={facets} />
      )}
      <TimeRange filter={filter} onChange={filtering.choose} />
    </div>
  )
}

type FieldsProps = FormProps & { facets: DeliveryFacets | undefined }

function ReceivedFields({ filtering: { filters, choose, show }, facets }: FieldsProps) {
  const { filter, field } = filters
  return (
    <>
      <TypeChoice types={facets?.types} chosen={filter.type} onChange={(type) => choose({ type })} />
      <div className="grid grid-cols-2 gap-2">
        <FilterSelect
          label="State"
          any="Any state"
          words={stateWords}
          value={filter.state ?? null}
          onChange={(state) => choose({ state: state ?? undefined })}
        />
        <FilterSelect
          label="Source"
          any="Any source"
          words={sourceWords}
          value={filter.source ?? null}
          onChange={(source) => choose({ source: source ?? undefined })}
        />
        <EndpointSelect filter={filter} facets={facets} choose={choose} />
      </div>
      <FieldSearchFields key={filter.tab} field={field} onChange={(next) => show({ filter, field: next })} />
      <TypedField
        label="Words in the error"
        maxLength={200}
        value={filter.error ?? ''}
        onCommit={(error) => choose({ error: error || undefined })}
      />
      <div className="grid grid-cols-2 gap-x-2">
        <CheckboxField
          checked={filter.copies ?? false}
          onChange={(checked) => choose({ copies: checked ? true : undefined })}
        >
          Sent more than once
        </CheckboxField>
        <CheckboxField
          checked={filter.unsigned ?? false}
          onChange={(checked) => choose({ unsigned: checked ? true : undefined })}
        >
          Unsigned
        </CheckboxField>
      </div>
    </>
  )
}

/** A key that is a number would be moved: each begins with a space. */
const STATUSES = Object.fromEntries([401, 413, 415, 422].map((status) => [` ${status}`, String(status)]))

function RejectedFields({ filtering: { filters, choose }, facets }: FieldsProps) {
  const { filter } = filters
  return (
    <div className="grid grid-cols-2 gap-2">
      <FilterSelect
        label="Cause"
        any="Any cause"
        words={rejectionWords}
        value={filter.cause ?? null}
        onChange={(cause) => choose({ cause: cause ?? undefined })}
      />
      <FilterSelect
        label="Answer"
        any="Any answer"
        words={STATUSES}
        value={filter.status === undefined ? null : ` ${filter.status}`}
        onChange={(status) => choose({ status: status === null ? undefined : Number(status) })}
      />
      <EndpointSelect filter={filter} facets={facets} choose={choose} />
    </div>
  )
}

type EndpointProps = Pick<FormProps['filtering'], 'choose'> & {
  filter: FormProps['filtering']['filters']['filter']
  facets: DeliveryFacets | undefined
}

/** Who has one endpoint has nothing to choose. */
function EndpointSelect({ filter, facets, choose }: EndpointProps) {
  const known = facets?.endpoints ?? []
  if (known.length < 2 && filter.endpoint === undefined) return null
  const words = Object.fromEntries(known.map(({ id, name, retired }) => [id, retired ? `${name} (retired)` : name]))
  return (
    <FilterSelect
      label="Endpoint"
      any="Any endpoint"
      words={{ ...(filter.endpoint && { [filter.endpoint]: 'Another one' }), ...words }}
      value={filter.endpoint ?? null}
      onChange={(endpoint) => choose({ endpoint: endpoint ?? undefined })}
    />
  )
}
