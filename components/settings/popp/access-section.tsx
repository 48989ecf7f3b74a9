'use client'
import type { ReactNode } from 'react'
import type { ConnectionAnswer } from '@/lib/popp-connection/settings'
import { CopyLine } from '../../ui/copy-line'
import { Field } from '../../ui/field'
import { Input } from '../../ui/input'
import { SettingsSection } from '../settings-section'
import { KeyField } from './key-field'
import type { ConnectionForm } from './use-connection-form'

type AccessSectionProps = { form: ConnectionForm; settings: ConnectionAnswer; children: ReactNode }

/** Where Popp's API is, and the key that opens it. */
export function AccessSection({
  form: { draft, errors, change, keyChange, changeKey },
  settings,
  children,
}: AccessSectionProps) {
  return (
    <SettingsSection
      title="Access"
      description="With a key this desk reads transcripts and details from Popp, can act there for your recruiters, and finds what webhooks missed."
    >
      <div className="flex flex-col gap-4">
        <Field
          label="Address"
          hint="With the version. Older accounts may have https://api.popp.ai/v1."
          error={errors.baseUrl}
          required
        >
          {(control) => (
            <Input
              {...control}
              inputMode="url"
              autoComplete="off"
              spellCheck={false}
              value={draft.baseUrl}
              onChange={(event) => change({ baseUrl: event.target.value })}
              className="max-w-md"
            />
          )}
        </Field>
        <KeyField settings={settings} change={keyChange} error={errors.key} onChange={changeKey} />
        <CopyLine label="Your organization’s id at Popp, sent with every call" text={settings.poppOrganizationId} />
        {children}
      </div>
    </SettingsSection>
  )
}
