import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import type { Endpoint } from '@/lib/endpoints/schema'
import { CopyLine } from '../../ui/copy-line'

/** What to do on Popp's side, and in which order. */
export const PortalSteps = ({ endpoint }: { endpoint: Endpoint }) => (
  <ol className="mt-3 flex flex-col gap-4">
    <Step number={1} title="Enter the address">
      <p className="mb-2">In Popp’s portal, in the settings of webhooks, as the URL that events are sent to.</p>
      <CopyLine label="Address" text={endpoint.url} />
    </Step>
    <Step number={2} title="Give both sides the same signing secret">
      <p>
        Switch signing on in the portal. If it shows a secret, add it here with <b>New secret</b>. If it asks for one,
        enter there the one that was made and shown here; a secret cannot be shown twice, but a new one can be made.
      </p>
    </Step>
    <Step number={3} title="Check">
      <p>
        <b>Send test</b> shows that the address leads here and that a secret fits. Then start a conversation in Popp:
        its events appear under{' '}
        <Link href={'/deliveries' as Route} className="text-accent-text underline">
          Deliveries
        </Link>
        , refused ones with the reason.
      </p>
    </Step>
    <Step number={4} title="To rotate the secret later">
      <p>
        Add the new one here first: old and new are then both valid. Change it in the portal. When the old one is no
        longer matched and Popp’s retries are over, retire it.
      </p>
    </Step>
  </ol>
)

const Step = ({ number, title, children }: { number: number; title: string; children: ReactNode }) => (
  <li className="flex gap-3">
    <span
      aria-hidden
      className="flex size-5 shrink-0 items-center justify-center rounded-full border text-muted text-xs tabular-nums"
    >
      {number}
    </span>
    <div className="min-w-0 flex-1">
      <p className="font-medium">{title}</p>
      <div className="mt-0.5 text-muted">{children}</div>
    </div>
  </li>
)
