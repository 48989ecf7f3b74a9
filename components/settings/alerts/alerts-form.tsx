'use client'
import type { AlertSettings } from '@/lib/issues/schema-settings'
import { SaveBar } from '../save-bar'
import { StaleSettings } from '../stale-settings'
import { ChatSection } from './chat-section'
import { LimitsSection } from './limits-section'
import { MailSection } from './mail-section'
import { useAlertsForm } from './use-alerts-form'

export function AlertsForm({ settings }: { settings: AlertSettings }) {
  const form = useAlertsForm(settings)
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void form.submit()
      }}
    >
      <StaleSettings {...form} />
      <MailSection form={form} settings={settings} />
      <ChatSection form={form} settings={settings} />
      <LimitsSection form={form} />
      <SaveBar {...form} />
    </form>
  )
}
