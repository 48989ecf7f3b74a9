'use client'
import { KeyRound } from 'lucide-react'
import { useRef, useState } from 'react'
import type { Endpoint, SigningSecretFacts } from '@/lib/endpoints/schema'
import { Button } from '../../ui/button'
import { RelativeTime } from '../../ui/relative-time'
import { RetireSecretDialog } from './retire-secret-dialog'

type SecretRowsProps = { endpoint: Endpoint; canEdit: boolean; onTest: (secretId: string) => void; testing: boolean }

/** Active signing secrets, newest first: what any of them signed is accepted. */
export function SecretRows({ endpoint, canEdit, onTest, testing }: SecretRowsProps) {
  const { secrets, allowUnsigned } = endpoint
  const place = useRef<HTMLDivElement>(null)
  const [retiring, setRetiring] = useState<SigningSecretFacts | null>(null)
  return (
    <div ref={place} tabIndex={-1}>
      {secrets.length === 0 ? (
        <p className="text-muted">There is none: only unsigned deliveries are accepted here.</p>
      ) : (
        <ul aria-label={`Signing secrets of ${endpoint.name}`} className="divide-y border-y">
          {secrets.map((secret, index) => (
            <li key={secret.id} className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
              <KeyRound aria-hidden className="size-4 shrink-0 text-faint" />
              <SecretWords secret={secret} isNewest={index === 0 && secrets.length > 1} />
              {canEdit && (
                <div className="flex shrink-0 gap-1">
                  {secrets.length > 1 && (
                    <Button size="sm" variant="ghost" busy={testing} onClick={() => onTest(secret.id)}>
                      Test
                    </Button>
                  )}
                  {(secrets.length > 1 || allowUnsigned) && (
                    <Button size="sm" variant="ghost" onClick={() => setRetiring(secret)}>
                      Retire
                    </Button>
                  )}
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {retiring && (
        <RetireSecretDialog endpoint={endpoint} secret={retiring} lastFocus={place} onClose={() => setRetiring(null)} />
      )}
    </div>
  )
}

const SecretWords = ({ secret, isNewest }: { secret: SigningSecretFacts; isNewest: boolean }) => (
  <div className="min-w-0 flex-1 basis-40">
    <p>
      {isNewest ? 'Newest, added ' : 'Added '}
      <RelativeTime date={secret.createdAt} />
    </p>
    <p className="text-muted text-xs">
      {secret.lastMatchedAt ? (
        <>
          Signed an event <RelativeTime date={secret.lastMatchedAt} />
        </>
      ) : (
        'Signed none of the newest events'
      )}
    </p>
  </div>
)
