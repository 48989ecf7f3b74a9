'use client'
import { CircleCheck, TriangleAlert } from 'lucide-react'
import { ProblemError } from '@/lib/platform/http/fetch-json'
import { useTestConnection } from '@/lib/popp-connection/client'
import { Button } from '../../ui/button'
import { testWords } from './test-words'

/** Lists one conversation, and says exactly what happened. It goes by what is saved. */
export function TestConnection({ unsaved }: { unsaved: boolean }) {
  const { mutate, data, error, isPending } = useTestConnection()
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <Button onClick={() => mutate()} busy={isPending} disabled={unsaved && !isPending}>
          Test connection
        </Button>
        <span className="text-muted text-xs">
          {unsaved ? 'Save first: the test goes by what is saved.' : 'Asks Popp for one conversation. Changes nothing.'}
        </span>
      </div>
      <div role="status">
        {!isPending && data && <Outcome ok={data.outcome === 'ok'} {...testWords(data)} />}
        {!isPending && error && (
          <Outcome
            ok={false}
            title="The test could not be made."
            text={error instanceof ProblemError ? error.problem.title : 'Try again in a moment.'}
          />
        )}
      </div>
    </div>
  )
}

function Outcome({ ok, title, text }: { ok: boolean; title: string; text: string }) {
  const Icon = ok ? CircleCheck : TriangleAlert
  return (
    <p className="flex gap-2 rounded-md border px-3 py-2">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${ok ? 'text-pass' : 'text-review'}`} />
      <span className="min-w-0">
        <b className="font-medium">{title}</b> {text}
      </span>
    </p>
  )
}
