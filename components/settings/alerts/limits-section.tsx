'use client'
import { CheckboxField } from '../../ui/checkbox-field'
import { Field } from '../../ui/field'
import { Input } from '../../ui/input'
import { SettingsSection } from '../settings-section'
import type { AlertsFormState } from './use-alerts-form'

/** When quiet or slow counts as a failure. */
export const LimitsSection = ({ form: { draft, change, errors } }: { form: AlertsFormState }) => (
  <SettingsSection
    title="Silence and lag"
    description="An endpoint is compared with its own last week: nights and weekends on which it never speaks are no silence."
  >
    <div className="flex flex-col gap-4">
      <div>
        <CheckboxField checked={draft.silence} onChange={(silence) => change({ silence })}>
          Tell when an endpoint goes quiet
        </CheckboxField>
        {draft.silence && (
          <Limit
            label="Quiet for, in minutes"
            value={draft.silenceMinutes}
            error={errors.silenceMinutes && 'From 5 minutes to 7 days (10080).'}
            onChange={(silenceMinutes) => change({ silenceMinutes })}
          />
        )}
      </div>
      <div>
        <CheckboxField checked={draft.lag} onChange={(lag) => change({ lag })}>
          Tell when events arrive or are applied late
        </CheckboxField>
        {draft.lag && (
          <Limit
            label="Late after, in seconds"
            value={draft.lagSeconds}
            error={errors.lagSeconds && 'From 10 seconds to a day (86400).'}
            onChange={(lagSeconds) => change({ lagSeconds })}
          />
        )}
      </div>
    </div>
  </SettingsSection>
)

type LimitProps = { label: string; value: string; error: string | undefined; onChange: (value: string) => void }

const Limit = ({ label, value, error, onChange }: LimitProps) => (
  <div className="mt-1 ml-6">
    <Field label={label} error={error} required>
      {(control) => (
        <Input
          {...control}
          inputMode="numeric"
          autoComplete="off"
          className="w-28"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  </div>
)
