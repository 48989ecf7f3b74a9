'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { deliveryBodyOptions } from '@/lib/webhooks/client'
import { QueryGate } from '../list/query-gate'
import { Button } from '../ui/button'
import { CodeBlock } from '../ui/code-block'
import { CopyButton } from '../ui/copy-button'
import { SkeletonRows } from '../ui/skeleton'
import { curlOf } from './curl'
import { formatSize } from './format-amount'

type BodyViewProps = {
  id: string
  size: number
  /** Structure without words. */
  masked: string | null
  /** Of the endpoint, for a request from a terminal; null = it came by none. */
  endpointId: string | null
  /** The member's role lets her read what is in it. */
  mayRead: boolean
}

/** What came. It holds words about a person: its structure at first, the words when they are asked for. */
export function BodyView({ id, size, masked, endpointId, mayRead }: BodyViewProps) {
  const [shown, setShown] = useState(false)
  const [pretty, setPretty] = useState(true)
  return (
    <section aria-labelledby="body">
      <div className="mb-2 flex min-h-8 flex-wrap items-center gap-2">
        <h3 id="body" className="flex-1 font-semibold text-sm">
          Body <span className="font-normal text-faint text-xs">{formatSize(size)}</span>
        </h3>
        {shown && (
          <Button size="sm" variant="ghost" onClick={() => setPretty(!pretty)}>
            {pretty ? 'Show as sent' : 'Show indented'}
          </Button>
        )}
        {size > 0 && mayRead && (
          <Button size="sm" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {shown ? 'Hide values' : 'Show values'}
          </Button>
        )}
      </div>
      {size === 0 && <p className="text-muted">The request had no body.</p>}
      {size > 0 && !shown && <Masked masked={masked} />}
      {shown && <Body id={id} size={size} pretty={pretty} endpointId={endpointId} />}
    </section>
  )
}

const Masked = ({ masked }: { masked: string | null }) =>
  masked === null ? (
    <p className="text-muted">It is no JSON, or was not kept: there is no structure to show without its words.</p>
  ) : (
    <CodeBlock text={masked} label="body without its values" />
  )

type ShownBodyProps = Pick<BodyViewProps, 'id' | 'size' | 'endpointId'> & { pretty: boolean }

function Body({ id, size, pretty, endpointId }: ShownBodyProps) {
  const query = useQuery(deliveryBodyOptions(id))
  const { body, bodyCut } = query.data ?? { body: null, bodyCut: false }
  const url = endpointId && `${window.location.origin}/api/webhooks/popp/${endpointId}`
  const curl = body && url && curlOf(url, body, bodyCut)
  return (
    <QueryGate query={query} what="The body" skeleton={<SkeletonRows rows={3} label="Loading body" />}>
      {body ? (
        <CodeBlock text={body} language={pretty ? 'json' : 'text'} label="body" />
      ) : (
        <p className="text-muted">The body was not kept.</p>
      )}
      {bodyCut && (
        <p className="mt-2 text-muted text-xs">
          Only its beginning is shown and copied. The whole body has {formatSize(size)}.
        </p>
      )}
      {curl && (
        <p className="mt-1 flex items-center gap-1 text-muted text-xs">
          <CopyButton text={curl} label="Copy as curl" />
          As curl, signed in your terminal with $SECRET: the secret is not in it.
        </p>
      )}
    </QueryGate>
  )
}
