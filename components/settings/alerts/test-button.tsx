'use client'
import { useMutation } from '@tanstack/react-query'
import { CircleCheck, CircleX } from 'lucide-react'
import { sendTestAlert } from '@/lib/issues/client-settings'
import type { AlertChannel } from '@/lib/issues/schema-settings'
import { alertReasonWords } from '@/lib/issues/words-alert'
import { ProblemError } from '@/lib/platform/http/fetch-json'
import { Button } from '../../ui/button'

type TestButtonProps = {
  channel: AlertChannel
  /** Something is typed and not saved: a test goes by what is saved. */
  dirty: boolean
  possible: boolean
  words: string
}

/** Sends a test now and says what became of it. */
export function TestButton({ channel, dirty, possible, words }: TestButtonProps) {
  const { data, error, isPending, isSuccess, mutate } = useMutation({
    networkMode: 'always',
    mutationFn: () => sendTestAlert(channel),
  })
  return (
    <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button disabled={!possible || dirty} busy={isPending} onClick={() => mutate()}>
        {words}
      </Button>
      <p role="status" className="flex min-w-0 items-center gap-1 [&_svg]:size-3.5 [&_svg]:shrink-0">
        {dirty && possible && <span className="text-muted">Save first: a test goes by what is saved.</span>}
        {!dirty && error && (
          <Outcome words={error instanceof ProblemError ? error.problem.title : 'It was not sent.'} />
        )}
        {!dirty && isSuccess && (
          <Outcome isGood={data === null} words={data === null ? 'Sent.' : alertReasonWords(data)} />
        )}
      </p>
    </div>
  )
}

const Outcome = ({ isGood = false, words }: { isGood?: boolean; words: string }) => (
  <>
    {isGood ? <CircleCheck aria-hidden className="text-pass" /> : <CircleX aria-hidden className="text-fail" />}
    <span className={isGood ? undefined : 'text-fail'}>{words}</span>
  </>
)
