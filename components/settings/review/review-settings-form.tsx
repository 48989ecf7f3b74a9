'use client'
import type { FormEvent } from 'react'
import type { ReviewSettingsAnswer } from '@/lib/organizations/review-settings'
import { REVIEW_SETTINGS } from '../../shell/nav'
import { Banner } from '../../ui/banner'
import { SaveBar } from '../save-bar'
import { StaleSettings } from '../stale-settings'
import { useLeaveWarning } from '../use-leave-warning'
import { DueSection } from './due-section'
import { HoldSection } from './hold-section'
import { HolidaysSection } from './holidays-section'
import { HoursSection } from './hours-section'
import { useReviewForm } from './use-review-form'

type ReviewSettingsFormProps = { settings: ReviewSettingsAnswer; memberId: string; canEdit: boolean }

export function ReviewSettingsForm({ settings, memberId, canEdit }: ReviewSettingsFormProps) {
  const form = useReviewForm(memberId, settings)
  useLeaveWarning(form.dirty, { href: REVIEW_SETTINGS, what: 'The review settings' })
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
        <legend className="sr-only">Review settings</legend>
        <HoldSection {...form} />
        <DueSection {...form} knownCampaigns={settings.knownCampaigns} />
        <HoursSection {...form} />
        <HolidaysSection {...form} />
      </fieldset>
      {canEdit && <SaveBar {...form} />}
    </form>
  )
}
