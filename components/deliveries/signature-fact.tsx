'use client'
import type { EventExplanation } from '@/lib/webhooks/schema-explanation'
import { formatExact } from '../ui/format-relative'
import { useHydrated } from '../ui/now'
import { signatureWords } from './explanation-words'

/** Which secret vouched for it, with a date in the reader's zone, which only the browser knows. */
export function SignatureFact({ signature }: { signature: EventExplanation['signature'] }) {
  const hydrated = useHydrated()
  return signatureWords(signature, (iso) => (hydrated ? formatExact(iso) : iso.slice(0, 10)))
}
