'use client'
import type { AlertSettings } from '@/lib/issues/schema-settings'
import { Banner } from '../../ui/banner'
import { Field } from '../../ui/field'
import { Textarea } from '../../ui/textarea'
import { SettingsSection } from '../settings-section'
import { TestButton } from './test-button'
import type { AlertsFormState } from './use-alerts-form'

/** Who gets a mail. Whether this installation can send one is not decided here, but said. */
export const MailSection = ({ form, settings }: { form: AlertsFormState; settings: AlertSettings }) => (
  <SettingsSection
    title="Mail"
    description="When an issue opens, and when it comes back after it was resolved. Admins are told in the product in any case."
  >
    {settings.mailFrom === null && (
      <Banner tone="warn" className="mb-3 rounded-md border">
        This installation sends no mail: set <code className="font-mono">SMTP_URL</code> and{' '}
        <code className="font-mono">SMTP_FROM</code> in its environment and start it again.
      </Banner>
    )}
    <Field
      label="Recipients"
      hint={settings.mailFrom ? `One address a line. Sent by ${settings.mailFrom}.` : 'One address a line.'}
      error={form.errors.mailTo}
    >
      {(control) => (
        <Textarea
          {...control}
          rows={2}
          autoComplete="off"
          spellCheck={false}
          value={form.draft.mailTo}
          onChange={(event) => form.change({ mailTo: event.target.value })}
        />
      )}
    </Field>
    <TestButton
      channel="mail"
      dirty={form.dirty}
      possible={settings.mailFrom !== null && settings.mailTo.length > 0}
      words="Send a test mail"
    />
  </SettingsSection>
)
