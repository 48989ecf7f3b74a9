'use client'
import { useQuery } from '@tanstack/react-query'
import { alertSettingsOptions } from '@/lib/issues/client-settings'
import { QueryGate } from '../../list/query-gate'
import { Banner } from '../../ui/banner'
import { SkeletonRows } from '../../ui/skeleton'
import { AlertsForm } from './alerts-form'

/** Whom failures are told to, and when quiet or slow counts as one. An auditor reads. */
export function AlertsScreen({ canEdit }: { canEdit: boolean }) {
  const query = useQuery(alertSettingsOptions())
  return (
    <QueryGate query={query} what="The alerts" skeleton={<SkeletonRows rows={6} />}>
      {!canEdit && (
        <Banner className="mt-3 rounded-md border">Only an admin of your organization can change these.</Banner>
      )}
      {query.data && (
        <fieldset disabled={!canEdit} className="contents">
          <AlertsForm settings={query.data} />
        </fieldset>
      )}
    </QueryGate>
  )
}
