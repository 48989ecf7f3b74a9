'use client'
import { type KeyboardEvent, useState } from 'react'
import { type InboxFilter, inboxFilter, REASON_FILTER_MAX, reasonFilter } from '@/lib/reviews/filter'
import { Field } from '../ui/field'
import { Input } from '../ui/input'

/** Text that one is writing; when the address says something else (Clear, Back), that. */
function useTyped(said: string) {
  const [text, setText] = useState(said)
  const [known, setKnown] = useState(said)
  if (said !== known) {
    setKnown(said)
    setText(said)
  }
  return [text, setText] as const
}

/** Counts when one is done with it: with Enter, or by going on to something else. */
export function ReasonText({ value, onChange }: { value: string | undefined; onChange: (reason?: string) => void }) {
  const [text, setText] = useTyped(value ?? '')
  const commit = () => reasonFilter(text) !== value && onChange(reasonFilter(text))
  return (
    <Field label="Words in the flag’s reason" unmarked>
      {(control) => (
        <Input
          {...control}
          value={text}
          maxLength={REASON_FILTER_MAX}
          onChange={(event) => setText(event.target.value)}
          onBlur={commit}
          onKeyDown={onEnter(commit)}
        />
      )}
    </Field>
  )
}

type ScoreRangeProps = { filter: InboxFilter; onChange: (part: InboxFilter) => void }

export function ScoreRange({ filter, onChange }: ScoreRangeProps) {
  return (
    <div className="grid grid-cols-2 gap-2">
      <ScoreBound label="Score at least" name="scoreMin" filter={filter} onChange={onChange} />
      <ScoreBound label="Score at most" name="scoreMax" filter={filter} onChange={onChange} />
    </div>
  )
}

type ScoreBoundProps = ScoreRangeProps & { label: string; name: 'scoreMin' | 'scoreMax' }

function ScoreBound({ label, name, filter, onChange }: ScoreBoundProps) {
  const [text, setText] = useTyped(filter[name] === undefined ? '' : String(filter[name]))
  const typed = text.trim() === '' ? undefined : text.replace(',', '.')
  const read = inboxFilter.safeParse({ [name]: typed })
  const commit = () => {
    if (read.success && read.data[name] !== filter[name]) onChange({ [name]: read.data[name], notScored: undefined })
  }
  return (
    <Field label={label} unmarked error={read.success ? undefined : 'A score is a number.'}>
      {(control) => (
        <Input
          {...control}
          inputMode="decimal"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={commit}
          onKeyDown={onEnter(commit)}
        />
      )}
    </Field>
  )
}

const onEnter = (commit: () => void) => (event: KeyboardEvent) => {
  if (event.key === 'Enter') commit()
}
