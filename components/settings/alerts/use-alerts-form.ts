'use client'
import { useEffect, useState } from 'react'
import { toast } from 'sonner'
import { useSaveAlertSettings } from '@/lib/issues/client-settings'
import { type AlertSettings, saveAlertSettingsRequest } from '@/lib/issues/schema-settings'
import { isProblem, ProblemError } from '@/lib/platform/http/fetch-json'
import { type AlertDraft, toDraft, toRequest } from './alert-draft'

/** The settings being edited, over which version, and what is wrong with them. */
export function useAlertsForm(settings: AlertSettings) {
  const [begun, setBegun] = useState<{ draft: AlertDraft; version: number } | null>(null)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [failure, setFailure] = useState<string | null>(null)
  const { mutateAsync, isPending } = useSaveAlertSettings()
  const draft = begun?.draft ?? toDraft(settings)
  useAskBeforeLeaving(begun !== null)
  const forget = () => {
    setErrors({})
    setFailure(null)
  }
  const end = () => {
    setBegun(null)
    forget()
  }
  const submit = async () => {
    const { data, error } = saveAlertSettingsRequest.safeParse(toRequest(draft, begun?.version ?? settings.version))
    if (!data) return setErrors(byField(error.issues.map(({ path, message }) => ({ field: path.join('.'), message }))))
    try {
      await mutateAsync(data)
      end()
      toast.success('Alerts saved')
    } catch (error) {
      // Refused as stale: the banner above the form says it, and what was typed stays.
      if (isProblem(error, 'conflict')) return
      const { title, errors = [] } = problemOf(error)
      setFailure(title)
      setErrors(byField(errors))
    }
  }
  return {
    ...{ draft, errors, failure, submit, saving: isPending, discard: end },
    dirty: begun !== null,
    /** Somebody else saved since this was begun. */
    stale: begun !== null && begun.version !== settings.version,
    change: (part: Partial<AlertDraft>) => {
      forget()
      setBegun({ draft: { ...draft, ...part }, version: begun?.version ?? settings.version })
    },
    keepMine: () => setBegun({ draft, version: settings.version }),
  }
}
export type AlertsFormState = ReturnType<typeof useAlertsForm>

/** By the part of the form: `mailTo.1` is said at `mailTo`. */
const byField = (errors: { field: string; message: string }[]) =>
  Object.fromEntries(errors.map(({ field, message }) => [field.split('.', 1)[0]!, message]))

function problemOf(error: unknown) {
  if (!(error instanceof ProblemError)) throw error
  return error.problem
}

/** What is typed is not kept in this browser: the webhook's address is a secret. */
function useAskBeforeLeaving(unsaved: boolean) {
  useEffect(() => {
    if (!unsaved) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [unsaved])
}
