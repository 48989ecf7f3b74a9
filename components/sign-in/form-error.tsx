import { CircleAlert } from 'lucide-react'
import { formatClock } from '../inbox/format-clock'
import { refusalWords } from './refusal-words'
import type { SignInState } from './use-sign-in'

/** Why the sign-in did not work, above the fields. The region stands before its text, so that it is announced. */
export function FormError({ refusal, at }: Pick<SignInState, 'refusal' | 'at'>) {
  return (
    <div role="alert" className="empty:-mb-4">
      {refusal && (
        <p className="flex items-start gap-2 rounded-md bg-fail-soft px-3 py-2.5 text-fail">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {refusalWords(refusal, at, formatClock)}
        </p>
      )}
    </div>
  )
}
