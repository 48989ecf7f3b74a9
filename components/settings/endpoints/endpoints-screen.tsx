'use client'
import { useQuery } from '@tanstack/react-query'
import { Plus, Webhook } from 'lucide-react'
import { useState } from 'react'
import { endpointsOptions } from '@/lib/endpoints/client'
import type { Endpoint } from '@/lib/endpoints/schema'
import { QueryGate } from '../../list/query-gate'
import { Banner } from '../../ui/banner'
import { Button } from '../../ui/button'
import { EmptyState } from '../../ui/empty-state'
import { RelativeTime } from '../../ui/relative-time'
import { SettingsSection } from '../settings-section'
import { EndpointSection } from './endpoint-section'
import { EndpointsSkeleton } from './endpoints-skeleton'
import { NewEndpointDialog, type ShownSecret } from './new-endpoint-dialog'
import { ShownSecretDialog } from './shown-secret-dialog'

/** Where Popp posts to: an admin makes and rotates, an auditor reads. */
export function EndpointsScreen({ canEdit }: { canEdit: boolean }) {
  const query = useQuery(endpointsOptions())
  const [creating, setCreating] = useState(false)
  const [shown, setShown] = useState<ShownSecret | null>(null)
  const inUse = query.data?.filter(({ retiredAt }) => !retiredAt) ?? []
  const retired = query.data?.filter(({ retiredAt }) => retiredAt) ?? []
  const add = canEdit && (
    <Button onClick={() => setCreating(true)}>
      <Plus aria-hidden />
      New endpoint
    </Button>
  )
  return (
    <QueryGate query={query} what="The endpoints" skeleton={<EndpointsSkeleton />}>
      {!canEdit && (
        <Banner className="mt-3 rounded-md border">Only an admin of your organization can change these.</Banner>
      )}
      {query.data && inUse.length === 0 && (
        <EmptyState icon={<Webhook />} title="No endpoint yet" action={add || undefined}>
          An endpoint is the address that Popp sends its events to. Without one nothing arrives here.
        </EmptyState>
      )}
      {inUse.map((endpoint) => (
        <EndpointSection key={endpoint.id} endpoint={endpoint} canEdit={canEdit} onShow={setShown} />
      ))}
      {inUse.length > 0 && add && <div className="py-5">{add}</div>}
      {retired.length > 0 && <Retired endpoints={retired} />}
      {creating && <NewEndpointDialog onShow={setShown} onClose={() => setCreating(false)} />}
      {shown && <ShownSecretDialog {...shown} onClose={() => setShown(null)} />}
    </QueryGate>
  )
}

const Retired = ({ endpoints }: { endpoints: Endpoint[] }) => (
  <SettingsSection title="Retired" description="Their addresses answer 404. What came by them stays.">
    <ul className="divide-y border-y">
      {endpoints.map(({ id, name, retiredAt }) => (
        <li key={id} className="flex min-h-10 flex-wrap items-center justify-between gap-x-3 py-1">
          <span className="min-w-0 truncate">{name}</span>
          {retiredAt && <RelativeTime date={retiredAt} className="text-muted text-xs" />}
        </li>
      ))}
    </ul>
  </SettingsSection>
)
