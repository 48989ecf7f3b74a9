import { resolutionOutcomes, resolutionWords, snoozePresetIds } from '@/lib/reviews/words'
import { Field } from '../../ui/field'
import { Input } from '../../ui/input'
import { Select } from '../../ui/select'
import { Switch } from '../../ui/switch'
import { Textarea } from '../../ui/textarea'
import { type MacroDraft, resolves } from './macro-draft'
import { snoozeWords } from './macro-words'

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9']

type MacroFieldsProps = {
  draft: MacroDraft
  errors: Record<string, string>
  change: (part: Partial<MacroDraft>) => void
}

export function MacroFields({ draft, errors, change }: MacroFieldsProps) {
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap gap-3">
        <div className="min-w-0 flex-1 basis-48">
          <Field label="Name" required error={errors.name}>
            {(control) => (
              <Input {...control} value={draft.name} onChange={(event) => change({ name: event.target.value })} />
            )}
          </Field>
        </div>
        <div className="w-28">
          <Field label="Key" error={errors.key}>
            {(control) => (
              <Select {...control} value={draft.key} onChange={(event) => change({ key: event.target.value })}>
                <option value="">None</option>
                {DIGITS.map((digit) => (
                  <option key={digit} value={digit}>
                    M {digit}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
      </div>
      <Field label="Note" hint="Written to the conversation’s notes." error={errors.note}>
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            value={draft.note}
            onChange={(event) => change({ note: event.target.value })}
          />
        )}
      </Field>
      <Then draft={draft} errors={errors} change={change} />
      <Switch
        label="Share with everybody"
        hint="All recruiters and admins can use it; you and admins can change it."
        checked={draft.shared}
        onChange={(shared) => change({ shared })}
      />
    </div>
  )
}

function Then({ draft, errors, change }: MacroFieldsProps) {
  return (
    <>
      <Field label="Then" error={errors.snooze}>
        {(control) => (
          <Select {...control} value={draft.decision} onChange={(event) => change({ decision: event.target.value })}>
            <option value="">Nothing more</option>
            <optgroup label="Resolve as">
              {resolutionOutcomes.map((outcome) => (
                <option key={outcome} value={`resolve:${outcome}`}>
                  {resolutionWords[outcome]}
                </option>
              ))}
            </optgroup>
            <optgroup label="Snooze">
              {snoozePresetIds.map((snooze) => (
                <option key={snooze} value={`snooze:${snooze}`}>
                  {`Snooze ${snoozeWords[snooze]}`}
                </option>
              ))}
            </optgroup>
          </Select>
        )}
      </Field>
      {resolves(draft) && (
        <Field label="Reason" hint="Needed where the outcome contradicts Popp’s." error={errors.reason}>
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              value={draft.reason}
              onChange={(event) => change({ reason: event.target.value })}
            />
          )}
        </Field>
      )}
    </>
  )
}
