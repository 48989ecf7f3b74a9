'use client'
import { aiOutcomeWords, reviewStateWords, statusWords } from '../conversation/words'
import { FilterSelect } from '../list/filter-select'
import { ListToolbar } from '../list/list-toolbar'
import { SearchBox } from '../list/search-box'
import { countSet } from './conversation-filters'
import type { useConversationFilters } from './use-conversations'

export function ConversationToolbar({
  filters,
  state,
  choose,
  search,
  clear,
}: ReturnType<typeof useConversationFilters>) {
  const set = countSet(filters)
  return (
    <ListToolbar
      search={<SearchBox label="Search by name or id" value={filters.q ?? ''} onSearch={search} />}
      set={set}
      onClear={set > 0 || filters.q ? clear : undefined}
      filters={
        <>
          <FilterSelect
            label="AI outcome"
            any="Any AI outcome"
            words={aiOutcomeWords}
            value={state.outcome}
            onChange={(outcome) => choose({ outcome })}
          />
          <FilterSelect
            label="Status"
            any="Any status"
            words={statusWords}
            value={state.status}
            onChange={(status) => choose({ status })}
          />
          <FilterSelect
            label="Review"
            any="Any review state"
            words={reviewStateWords}
            value={state.review}
            onChange={(review) => choose({ review })}
          />
        </>
      }
    />
  )
}
