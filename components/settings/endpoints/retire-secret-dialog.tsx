'use client'
import { useQueryClient } from '@tanstack/react-query'
import { type RefObject, useRef } from 'react'
import { toast } from 'sonner'
import { retireSecret } from '@/lib/endpoints/client'
import type { Endpoint, SigningSecretFacts } from '@/lib/endpoints/schema'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { RelativeTime } from '../../ui/relative-time'
import { useChange } from './use-change'

type RetireSecretDialogProps = {
  endpoint: Endpoint
  secret: SigningSecretFacts
  lastFocus: RefObject<HTMLElement | null>
  onClose: () => void
}

/** Asked first: a retired secret does not come back, and if Popp still signs with it, everything may be refused. */
export function RetireSecretDialog({ endpoint, secret, lastFocus, onClose }: RetireSecretDialogProps) {
  const client = useQueryClient()
  const cancel = useRef<HTMLButtonElement>(null)
  const { busy, run } = useChange('Not retired')
  const { allowUnsigned } = endpoint
  const retire = () =>
    run(async () => {
      await retireSecret(client, endpoint.id, secret.id)
      toast.success('Secret retired', {
        description: allowUnsigned
          ? 'What it signs from now on counts as unsigned.'
          : 'What it signs from now on is refused.',
      })
      onClose()
    })
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      firstFocus={cancel}
      lastFocus={lastFocus}
      title="Retire this signing secret?"
      description={
        <>
          The one of {endpoint.name} that was added <RelativeTime date={secret.createdAt} />.
        </>
      }
      footer={
        <>
          <Button ref={cancel} variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="danger" busy={busy} onClick={() => void retire()}>
            Retire secret
          </Button>
        </>
      }
    >
      <p>
        {allowUnsigned
          ? 'It cannot be brought back. Unsigned mode is on: deliveries signed with it are still accepted, as unsigned.'
          : 'Deliveries signed with it are refused from then on, and it cannot be brought back.'}
      </p>
      <p className="mt-2 text-muted">
        <LastUse secret={secret} />
      </p>
    </Dialog>
  )
}

const LastUse = ({ secret: { lastMatchedAt } }: { secret: SigningSecretFacts }) =>
  lastMatchedAt ? (
    <>
      It last signed an event <RelativeTime date={lastMatchedAt} />; a test sent from here is one, too. Be sure that
      Popp’s portal has another one by now.
    </>
  ) : (
    <>
      It signed none of the organization’s newest events: it may be out of use, or so new that Popp does not sign with
      it yet. Be sure that it is not the one that is to stay.
    </>
  )
