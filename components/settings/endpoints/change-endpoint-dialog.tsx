'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { changeEndpoint } from '@/lib/endpoints/client'
import type { Endpoint } from '@/lib/endpoints/schema'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Field } from '../../ui/field'
import { Input } from '../../ui/input'
import { useChange } from './use-change'

const SECONDS = 60

export function ChangeEndpointDialog({ endpoint, onClose }: { endpoint: Endpoint; onClose: () => void }) {
  const client = useQueryClient()
  const [name, setName] = useState(endpoint.name)
  const [minutes, setMinutes] = useState(String(endpoint.retryWindowSeconds / SECONDS))
  const { busy, errors, run } = useChange('Not saved')
  const save = () =>
    run(async () => {
      const retryWindowSeconds = minutes.trim() === '' ? Number.NaN : Math.round(Number(minutes) * SECONDS)
      await changeEndpoint(client, endpoint.id, { name, retryWindowSeconds })
      onClose()
    })
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title="Change endpoint"
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" busy={busy} onClick={() => void save()}>
            Save
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label="Name" required error={errors.name}>
          {(control) => <Input {...control} value={name} onChange={(event) => setName(event.target.value)} />}
        </Field>
        <Field
          label="Retry window, in minutes"
          required
          hint="Popp’s original payloads carry no event id. The same request for review within this time is a retry; later it is a new request."
          error={errors.retryWindowSeconds}
        >
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              value={minutes}
              className="w-28"
              onChange={(event) => setMinutes(event.target.value)}
            />
          )}
        </Field>
      </div>
    </Dialog>
  )
}
