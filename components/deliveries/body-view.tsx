'use client'
import { useState } from 'react'
import { Button } from '../ui/button'
import { CodeBlock } from '../ui/code-block'
import { formatSize } from './format-amount'

type BodyViewProps = { body: string | null; cut: boolean; size: number }

/** The bytes as they came. They hold words about a person: shown when asked for, not by opening the delivery. */
export function BodyView({ body, cut, size }: BodyViewProps) {
  const [shown, setShown] = useState(false)
  const [pretty, setPretty] = useState(true)
  return (
    <section aria-labelledby="body">
      <div className="mb-2 flex min-h-8 items-center gap-2">
        <h3 id="body" className="flex-1 font-semibold text-sm">
          Body <span className="font-normal text-faint text-xs">{formatSize(size)}</span>
        </h3>
        {body && shown && (
          <Button size="sm" variant="ghost" onClick={() => setPretty(!pretty)}>
            {pretty ? 'Show as sent' : 'Show indented'}
          </Button>
        )}
        {body && (
          <Button size="sm" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {shown ? 'Hide body' : 'Show body'}
          </Button>
        )}
      </div>
      {!body && <p className="text-muted">{size === 0 ? 'The request had no body.' : 'The body was not kept.'}</p>}
      {body && shown && (
        <>
          <CodeBlock text={body} language={pretty ? 'json' : 'text'} label="body" />
          {cut && (
            <p className="mt-2 text-muted text-xs">
              Only its beginning is shown and copied. The whole body has {formatSize(size)}.
            </p>
          )}
        </>
      )}
    </section>
  )
}
