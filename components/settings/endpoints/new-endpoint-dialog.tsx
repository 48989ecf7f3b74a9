'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toast } from 'sonner'
import { createEndpoint } from '@/lib/endpoints/client'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Field } from '../../ui/field'
import { Input } from '../../ui/input'
import { emptySecret, SecretChoice, secretOf } from './secret-choice'
import { useChange } from './use-change'

export type ShownSecret = { secret: string; url: string }
type NewEndpointDialogProps = { onShow: (shown: ShownSecret) => void; onClose: () => void }

export function NewEndpointDialog({ onShow, onClose }: NewEndpointDialogProps) {
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [secret, setSecret] = useState(emptySecret)
  const { busy, errors, run } = useChange('Not created')
  const create = () =>
    run(async () => {
      const { url, generatedSecret } = await createEndpoint(client, { name, signingSecret: secretOf(secret) })
      toast.success('Endpoint created')
      onClose()
      if (generatedSecret) onShow({ url, secret: generatedSecret })
    })
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title="New endpoint"
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" busy={busy} onClick={() => void create()}>
            Create endpoint
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label="Name" required hint="For you and your colleagues: Popp never sees it." error={errors.name}>
          {(control) => <Input {...control} value={name} onChange={(event) => setName(event.target.value)} />}
        </Field>
        <SecretChoice draft={secret} error={errors.signingSecret} onChange={setSecret} />
      </div>
    </Dialog>
  )
}
