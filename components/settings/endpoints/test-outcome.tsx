import { CircleCheck, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import type { TestResult } from '@/lib/endpoints/schema'
import { deliveriesHref } from '../../deliveries/delivery-url'
import { testWords } from './endpoint-words'

/** What the last test delivery of an endpoint showed. */
export function TestOutcome({ result }: { result: TestResult }) {
  const { ok, sentences } = testWords(result)
  const Icon = ok ? CircleCheck : TriangleAlert
  return (
    <p role="status" className="flex gap-2 rounded-md border px-3 py-2">
      <Icon aria-hidden className={ok ? 'mt-0.5 size-4 shrink-0 text-pass' : 'mt-0.5 size-4 shrink-0 text-review'} />
      <span className="min-w-0">
        <b className="font-medium">{ok ? 'Test delivered.' : 'Test not delivered as it should be.'}</b>{' '}
        {sentences.join(' ')}
        {result.eventId && (
          <>
            {' '}
            <Link href={deliveriesHref(result.eventId, '')} className="text-accent-text underline">
              Open the delivery
            </Link>
          </>
        )}
      </span>
    </p>
  )
}
