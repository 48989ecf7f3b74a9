'use client'
import type { AlertSettings } from '@/lib/issues/schema-settings'
import { Button } from '../../ui/button'
import { Field } from '../../ui/field'
import { Input } from '../../ui/input'
import { SettingsSection } from '../settings-section'
import { TestButton } from './test-button'
import type { AlertsFormState } from './use-alerts-form'

/** The address is a secret: it is written here and never shown again, but for its host. */
export function ChatSection({ form, settings }: { form: AlertsFormState; settings: AlertSettings }) {
  const { draft, change, errors } = form
  const isSet = settings.chatHost !== null && !draft.removeChat
  return (
    <SettingsSection
      title="Chat"
      description="An incoming webhook of Slack, Microsoft Teams, Google Chat or Mattermost. Whoever knows its address can write there, so it is kept encrypted."
    >
      <Field
        label={isSet ? 'Replace the webhook’s address' : 'Webhook’s address'}
        hint={isSet ? `Alerts go to ${settings.chatHost}.` : 'Begins with https://.'}
        error={errors.chatWebhook}
      >
        {(control) => (
          <Input
            {...control}
            type="password"
            autoComplete="new-password"
            value={draft.chatWebhook}
            onChange={(event) => change({ chatWebhook: event.target.value, removeChat: false })}
          />
        )}
      </Field>
      {isSet && (
        <Button
          variant="ghost"
          size="sm"
          className="mt-2"
          onClick={() => change({ removeChat: true, chatWebhook: '' })}
        >
          Remove the webhook
        </Button>
      )}
      <TestButton
        channel="chat"
        dirty={form.dirty}
        possible={settings.chatHost !== null}
        words="Send a test to the chat"
      />
    </SettingsSection>
  )
}
