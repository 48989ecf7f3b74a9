'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toast } from 'sonner'
import { retireEndpoint, sendTest } from '@/lib/endpoints/client'
import type { Endpoint, TestResult } from '@/lib/endpoints/schema'
import { Button } from '../../ui/button'
import { CopyLine } from '../../ui/copy-line'
import { SettingsSection } from '../settings-section'
import { AddSecretDialog } from './add-secret-dialog'
import { ChangeEndpointDialog } from './change-endpoint-dialog'
import { ConfirmNameDialog } from './confirm-name-dialog'
import { EndpointFacts } from './endpoint-facts'
import type { ShownSecret } from './new-endpoint-dialog'
import { PortalSteps } from './portal-steps'
import { SecretRows } from './secret-rows'
import { TestOutcome } from './test-outcome'
import { UnsignedSwitch } from './unsigned-switch'
import { useChange } from './use-change'

type EndpointSectionProps = { endpoint: Endpoint; canEdit: boolean; onShow: (shown: ShownSecret) => void }

/** One endpoint in use: where it is, whether it is alive, what opens it, and how to connect Popp to it. */
export function EndpointSection({ endpoint, canEdit, onShow }: EndpointSectionProps) {
  const client = useQueryClient()
  const [open, setOpen] = useState<'change' | 'retire' | 'secret' | null>(null)
  const [result, setResult] = useState<TestResult | null>(null)
  // As it was when the screen was opened: the steps must not close while somebody follows them.
  const [isNew] = useState(!endpoint.lastDelivery && !endpoint.lastEventAt)
  const { busy, run } = useChange('Not sent')
  const test = (secretId: string | null) => run(async () => setResult(await sendTest(client, endpoint.id, secretId)))
  const close = () => setOpen(null)
  return (
    <SettingsSection title={endpoint.name}>
      <div className="flex flex-col gap-4">
        <CopyLine label="Address" text={endpoint.url} />
        <EndpointFacts endpoint={endpoint} />
        {canEdit && (
          <div className="flex flex-wrap gap-2">
            <Button busy={busy} onClick={() => void test(null)}>
              Send test
            </Button>
            <Button onClick={() => setOpen('secret')}>New secret</Button>
            <span className="flex gap-2">
              <Button variant="ghost" onClick={() => setOpen('change')}>
                Change
              </Button>
              <Button variant="ghost" onClick={() => setOpen('retire')}>
                Retire
              </Button>
            </span>
          </div>
        )}
        {result && <TestOutcome result={result} />}
        <div>
          <h3 className="mb-1 font-medium text-faint text-xs">Signing secrets</h3>
          <SecretRows endpoint={endpoint} canEdit={canEdit} testing={busy} onTest={(id) => void test(id)} />
        </div>
        {canEdit && <UnsignedSwitch endpoint={endpoint} />}
        <details open={isNew}>
          <summary className="w-fit cursor-pointer font-medium">Connect Popp to it</summary>
          <PortalSteps endpoint={endpoint} />
        </details>
      </div>
      {open === 'change' && <ChangeEndpointDialog endpoint={endpoint} onClose={close} />}
      {open === 'secret' && <AddSecretDialog endpoint={endpoint} onShow={onShow} onClose={close} />}
      {open === 'retire' && (
        <ConfirmNameDialog
          title="Retire this endpoint?"
          name={endpoint.name}
          action="Retire endpoint"
          onConfirm={async (typed) => {
            await retireEndpoint(client, endpoint.id, typed)
            toast.success('Endpoint retired')
          }}
          onClose={close}
        >
          From then on its address answers 404 for good, and Popp’s deliveries there are lost. What came by it stays.
        </ConfirmNameDialog>
      )}
    </SettingsSection>
  )
}
