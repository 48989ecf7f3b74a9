'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { deliveryBodyOptions } from '@/lib/webhooks/client'
import { QueryGate } from '../list/query-gate'
import { Button } from '../ui/button'
import { CodeBlock } from '../ui/code-block'
import { SkeletonRows } from '../ui/skeleton'
import { formatSize } from './format-amount'

type BodyViewProps = { id: string; size: number }

/** The bytes as they came. They hold words about a person: fetched when asked for, not by opening the delivery. */
export function BodyView({ id, size }: BodyViewProps) {
  const [shown, setShown] = useState(false)
  const [pretty, setPretty] = useState(true)
  return (
    <section aria-labelledby="body">
      <div className="mb-2 flex min-h-8 items-center gap-2">
        <h3 id="body" className="flex-1 font-semibold text-sm">
          Body <span className="font-normal text-faint text-xs">{formatSize(size)}</span>
        </h3>
        {shown && (
          <Button size="sm" variant="ghost" onClick={() => setPretty(!pretty)}>
            {pretty ? 'Show as sent' : 'Show indented'}
          </Button>
        )}
        {size > 0 && (
          <Button size="sm" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {shown ? 'Hide body' : 'Show body'}
          </Button>
        )}
      </div>
      {size === 0 && <p className="text-muted">The request had no body.</p>}
      {shown && <Body id={id} size={size} pretty={pretty} />}
    </section>
  )
}

function Body({ id, size, pretty }: BodyViewProps & { pretty: boolean }) {
  const query = useQuery(deliveryBodyOptions(id))
  const { body, bodyCut } = query.data ?? { body: null, bodyCut: false }
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
    </QueryGate>
  )
}
