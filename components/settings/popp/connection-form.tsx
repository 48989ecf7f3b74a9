'use client'
import type { FormEvent } from 'react'
import type { ConnectionAnswer } from '@/lib/popp-connection/settings'
import { POPP_SETTINGS } from '../../shell/nav'
import { Banner } from '../../ui/banner'
import { SaveBar } from '../save-bar'
import { StaleSettings } from '../stale-settings'
import { useLeaveWarning } from '../use-leave-warning'
import { AccessSection } from './access-section'
import { BehaviourSection } from './behaviour-section'
import { PathsSection } from './paths-section'
import { TestConnection } from './test-connection'
import { useConnectionForm } from './use-connection-form'

type ConnectionSettingsFormProps = { settings: ConnectionAnswer; memberId: string; canEdit: boolean }

export function ConnectionSettingsForm({ settings, memberId, canEdit }: ConnectionSettingsFormProps) {
  const form = useConnectionForm(memberId, settings)
  useLeaveWarning(form.dirty, { href: POPP_SETTINGS, what: 'The settings of Popp’s API' })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void form.submit()
  }
  return (
    <form ref={form.form} onSubmit={submit} noValidate>
      {!canEdit && (
        <Banner className="mt-3 rounded-md border">Only an admin of your organization can change these.</Banner>
      )}
      <StaleSettings {...form} />
      <fieldset disabled={!canEdit} className="group min-w-0">
        <legend className="sr-only">Popp’s API</legend>
        <AccessSection form={form} settings={settings}>
          {canEdit && settings.keyState === 'set' && <TestConnection unsaved={form.dirty} />}
        </AccessSection>
        <BehaviourSection {...form} />
        <PathsSection {...form} />
      </fieldset>
      {canEdit && <SaveBar {...form} />}
    </form>
  )
}
