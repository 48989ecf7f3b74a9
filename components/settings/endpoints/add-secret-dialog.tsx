'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toast } from 'sonner'
import { addSecret } from '@/lib/endpoints/client'
import type { Endpoint } from '@/lib/endpoints/schema'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import type { ShownSecret } from './new-endpoint-dialog'
import { emptySecret, SecretChoice, secretOf } from './secret-choice'
import { useChange } from './use-change'

type AddSecretDialogProps = { endpoint: Endpoint; onShow: (shown: ShownSecret) => void; onClose: () => void }

export function AddSecretDialog({ endpoint, onShow, onClose }: AddSecretDialogProps) {
  const client = useQueryClient()
  const [secret, setSecret] = useState(emptySecret)
  const { busy, errors, run } = useChange('Not added')
  const add = () =>
    run(async () => {
      const { added, generatedSecret } = await addSecret(client, endpoint.id, secretOf(secret))
      toast.success(added ? 'Secret added' : 'This secret was active already')
      onClose()
      if (generatedSecret) onShow({ url: endpoint.url, secret: generatedSecret })
    })
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={`New secret for ${endpoint.name}`}
      description="The ones before stay valid until you retire them, so nothing is refused while Popp changes over."
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" busy={busy} onClick={() => void add()}>
            Add secret
          </Button>
        </>
      }
    >
      <SecretChoice draft={secret} error={errors.signingSecret} onChange={setSecret} />
    </Dialog>
  )
}
