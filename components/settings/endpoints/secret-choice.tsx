'use client'
import { Field } from '../../ui/field'
import { Input } from '../../ui/input'
import { RadioCards } from '../../ui/radio-cards'

export interface SecretDraft {
  source: 'paste' | 'make'
  text: string
}

export const emptySecret: SecretDraft = { source: 'paste', text: '' }
/** As the server takes it: null = make one. */
export const secretOf = ({ source, text }: SecretDraft) => (source === 'paste' ? text : null)

const SOURCES = [
  { value: 'paste', label: 'Paste the one from Popp' },
  { value: 'make', label: 'Make one here' },
] as const

type SecretChoiceProps = { draft: SecretDraft; error?: string; onChange: (draft: SecretDraft) => void }

/** Where a signing secret comes from: both sides must have the same one. */
export function SecretChoice({ draft, error, onChange }: SecretChoiceProps) {
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-col gap-1">
        <span aria-hidden className="font-medium text-sm">
          Signing secret
        </span>
        <RadioCards
          label="Signing secret"
          cards={SOURCES}
          value={draft.source}
          onChange={(source) => onChange({ ...draft, source })}
        />
      </div>
      {draft.source === 'paste' ? (
        <Field label="Secret from Popp’s portal" required error={error}>
          {(control) => (
            <Input
              {...control}
              value={draft.text}
              autoComplete="off"
              spellCheck={false}
              className="font-mono"
              onChange={(event) => onChange({ ...draft, text: event.target.value })}
            />
          )}
        </Field>
      ) : (
        <p className="text-muted text-xs">It is shown once. You then enter it in Popp’s portal.</p>
      )}
    </div>
  )
}
