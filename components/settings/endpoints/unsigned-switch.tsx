'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { changeEndpoint } from '@/lib/endpoints/client'
import type { Endpoint } from '@/lib/endpoints/schema'
import { Switch } from '../../ui/switch'
import { ConfirmNameDialog } from './confirm-name-dialog'
import { useChange } from './use-change'

/** Off at once; on only by the endpoint's typed name. The banner above every screen follows. */
export function UnsignedSwitch({ endpoint }: { endpoint: Endpoint }) {
  const client = useQueryClient()
  const router = useRouter()
  const [asking, setAsking] = useState(false)
  const { run } = useChange('Not changed')
  const set = async (allowUnsigned: boolean, confirmName?: string) => {
    await changeEndpoint(client, endpoint.id, { allowUnsigned, confirmName })
    router.refresh()
  }
  return (
    <>
      <Switch
        label="Accept deliveries without a signature"
        hint="Only for trying things out: anybody who knows the address can then send events."
        checked={endpoint.allowUnsigned}
        onChange={(on) => (on ? setAsking(true) : void run(() => set(false)))}
      />
      {asking && (
        <ConfirmNameDialog
          title="Accept unsigned deliveries?"
          name={endpoint.name}
          action="Accept unsigned"
          onConfirm={(typed) => set(true, typed)}
          onClose={() => setAsking(false)}
        >
          Anybody who knows the address can then put events, and with them candidates, on this desk. A banner says so on
          every screen until you switch it off.
        </ConfirmNameDialog>
      )}
    </>
  )
}
