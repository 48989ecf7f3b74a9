'use client'
import { useQueryClient } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { toast } from 'sonner'
import { retireSecret } from '@/lib/endpoints/client'
import type { Endpoint, SigningSecretFacts } from '@/lib/endpoints/schema'
import { Button } from '../../ui/button'
import { RelativeTime } from '../../ui/relative-time'
import { useChange } from './use-change'

type SecretRowsProps = { endpoint: Endpoint; canEdit: boolean; onTest: (secretId: string) => void; testing: boolean }

/** Active signing secrets, newest first: what any of them signed is accepted. */
export function SecretRows({ endpoint, canEdit, onTest, testing }: SecretRowsProps) {
  const { secrets, allowUnsigned } = endpoint
  if (secrets.length === 0)
    return <p className="text-muted">There is none: only unsigned deliveries are accepted here.</p>
  return (
    <ul aria-label={`Signing secrets of ${endpoint.name}`} className="divide-y border-y">
      {secrets.map((secret, index) => (
        <li key={secret.id} className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
          <KeyRound aria-hidden className="size-4 shrink-0 text-faint" />
          <div className="min-w-0 flex-1 basis-40">
            <p>
              {index === 0 && secrets.length > 1 ? 'Newest, added ' : 'Added '}
              <RelativeTime date={secret.createdAt} />
            </p>
            <p className="text-muted text-xs">
              <LastMatch secret={secret} />
            </p>
          </div>
          {canEdit && (
            <div className="flex shrink-0 gap-1">
              {secrets.length > 1 && (
                <Button size="sm" variant="ghost" busy={testing} onClick={() => onTest(secret.id)}>
                  Test
                </Button>
              )}
              {(secrets.length > 1 || allowUnsigned) && <Retire endpoint={endpoint} secret={secret} />}
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

const LastMatch = ({ secret: { lastMatchedAt } }: { secret: SigningSecretFacts }) =>
  lastMatchedAt ? (
    <>
      Signed an event <RelativeTime date={lastMatchedAt} />
    </>
  ) : (
    <>Signed none of the newest events</>
  )

function Retire({ endpoint, secret }: { endpoint: Endpoint; secret: SigningSecretFacts }) {
  const client = useQueryClient()
  const { busy, run } = useChange('Not retired')
  const retire = () =>
    run(async () => {
      await retireSecret(client, endpoint.id, secret.id)
      toast.success('Secret retired', { description: 'What it signs from now on is refused.' })
    })
  return (
    <Button size="sm" variant="ghost" busy={busy} onClick={() => void retire()}>
      Retire
    </Button>
  )
}
