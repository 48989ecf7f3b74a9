'use client'
import { Field } from '../../ui/field'
import { Select } from '../../ui/select'
import { Switch } from '../../ui/switch'
import { SettingsSection } from '../settings-section'
import type { ConnectionForm } from './use-connection-form'

const HOUR = 60
const CHOICES = [15, HOUR, 6 * HOUR, 24 * HOUR]

/** What is done with the API without anybody asking for it. */
export function BehaviourSection({ draft, errors, change }: ConnectionForm) {
  const { reconcileEveryMinutes: every } = draft
  return (
    <SettingsSection title="What this desk does in Popp by itself">
      <div className="flex flex-col gap-4">
        <Switch
          label="Read the details of completed conversations"
          hint="Popp’s own guide asks for it: names, score and answers that the webhook did not carry."
          checked={draft.fetchDetails}
          onChange={(fetchDetails) => change({ fetchDetails })}
        />
        <Switch
          label="Take over from the AI when somebody claims"
          hint="The AI then writes no more to that candidate."
          checked={draft.takeOverOnClaim}
          onChange={(takeOverOnClaim) => change({ takeOverOnClaim })}
        />
        <Switch
          label="Hand back to the AI when an item is resolved"
          checked={draft.handBackOnResolve}
          onChange={(handBackOnResolve) => change({ handBackOnResolve })}
        />
        <Field
          label="Look for what webhooks missed"
          hint="Compares Popp’s list of conversations with what arrived, and fills the gaps."
          error={errors.reconcileEveryMinutes}
          unmarked
        >
          {(control) => (
            <Select
              {...control}
              value={every ?? ''}
              onChange={({ target }) =>
                change({ reconcileEveryMinutes: target.value === '' ? null : Number(target.value) })
              }
              className="w-48"
            >
              <option value="">Only by hand</option>
              {[...new Set([...CHOICES, ...(every ? [every] : [])])]
                .sort((a, b) => a - b)
                .map((minutes) => (
                  <option key={minutes} value={minutes}>
                    {everyWords(minutes)}
                  </option>
                ))}
            </Select>
          )}
        </Field>
      </div>
    </SettingsSection>
  )
}

function everyWords(minutes: number): string {
  if (minutes % HOUR !== 0) return `Every ${minutes} minutes`
  const hours = minutes / HOUR
  if (hours === 1) return 'Every hour'
  return hours === 24 ? 'Every day' : `Every ${hours} hours`
}
