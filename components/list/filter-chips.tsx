import { X } from 'lucide-react'
import { Button } from '../ui/button'
import { formatCount } from '../ui/format-count'
import { TruncateText } from '../ui/truncate-text'

export interface FilterChip<Filter> {
  words: string
  /** The filter when this part of it is taken away. */
  without: Filter
}

type FilterChipsProps<Filter> = {
  chips: FilterChip<Filter>[]
  /** Null = not counted. */
  matching: number | null
  setFilter: (filter: Filter) => void
  onClear: () => void
}

/** What is set, each with a way to take it away, and how many that leaves. */
export function FilterChips<Filter>({ chips, matching, setFilter, onClear }: FilterChipsProps<Filter>) {
  return (
    <div className="flex max-h-24 flex-wrap items-center gap-1 overflow-y-auto pt-1">
      {chips.map(({ words, without }) => (
        <span
          key={words}
          className="flex h-6 min-w-0 max-w-full items-center rounded-sm bg-accent-soft pl-2 text-accent-text text-xs pointer-coarse:h-9"
        >
          <TruncateText text={words} />
          <button
            type="button"
            aria-label={`Remove: ${words}`}
            onClick={() => setFilter(without)}
            className="flex h-full w-6 shrink-0 items-center justify-center hover:text-text pointer-coarse:w-9"
          >
            <X aria-hidden className="size-3" />
          </button>
        </span>
      ))}
      <Button variant="ghost" size="sm" onClick={onClear} className="h-6 px-1.5 text-xs">
        Clear
      </Button>
      {matching !== null && (
        <span role="status" className="ml-auto text-muted text-xs">
          {formatCount(matching)} found
        </span>
      )}
    </div>
  )
}
