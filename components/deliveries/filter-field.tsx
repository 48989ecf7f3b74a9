'use client'
import { useId, useState } from 'react'
import { type FieldSearch, fieldSearch } from '@/lib/webhooks/field-search'
import { TypedField } from '../list/typed-field'

/** What is asked for most; any other path can be written. */
const KNOWN_PATHS = [
  'data.externalId',
  'data.candidateId',
  'data.externalCampaignId',
  'data.conversationStatus',
  'data.participantFirstName',
  'data.participantLastName',
  'data.scorecardTotalValue',
  'data.screeningQuestionsOutcome[].questionOutcome',
  'data.screeningQuestionsOutcome[].screeningQuestion',
  'eventId',
]

type FieldSearchFieldsProps = { field: FieldSearch | null; onChange: (field: FieldSearch | null) => void }

/** A field of the payload by its exact value. Looked for when both are there. */
export function FieldSearchFields({ field, onChange }: FieldSearchFieldsProps) {
  const list = useId()
  const [draft, setDraft] = useState({ path: '', value: '' })
  const { path, value } = field ?? draft
  const set = (part: Partial<FieldSearch>) => {
    const next = { path, value, ...part }
    setDraft(next)
    const read = fieldSearch.safeParse(next)
    if (read.success || field) onChange(read.success ? read.data : null)
  }
  return (
    <div className="grid grid-cols-2 gap-2">
      <TypedField
        label="Payload field"
        placeholder="data.externalId"
        list={list}
        maxLength={200}
        spellCheck={false}
        autoComplete="off"
        value={path}
        onCommit={(text) => set({ path: text })}
      />
      <TypedField
        label="Its exact value"
        maxLength={1_000}
        spellCheck={false}
        autoComplete="off"
        value={value}
        onCommit={(text) => set({ value: text })}
      />
      <datalist id={list}>
        {KNOWN_PATHS.map((known) => (
          <option key={known} value={known} />
        ))}
      </datalist>
    </div>
  )
}
