import type { Endpoint, TestResult } from '@/lib/endpoints/schema'
import type { RejectionCause } from '@/lib/webhooks/schema'
import { rejectionWords } from '@/lib/webhooks/words'
import { formatMs } from '../../deliveries/format-amount'

/** "Answered 200", "Refused: Wrong signature". */
export function lastAnswerWords({ status, cause }: NonNullable<Endpoint['lastDelivery']>): string {
  return cause ? `refused, ${titleOf(cause)}` : `answered ${status}`
}

const titleOf = (cause: string) => (rejectionWords[cause as RejectionCause] ?? cause).toLowerCase()

/** What a test delivery showed, in sentences. */
export function testWords(result: TestResult): { ok: boolean; sentences: string[] } {
  const { status, answer, milliseconds, unreachable, viaLoopback, eventId } = result
  const sentences: string[] = []
  if (unreachable)
    sentences.push(
      `The address could not be reached from this machine (${unreachable}). Popp reaches it only if that is this machine’s own matter.`,
    )
  if (status === null) return { ok: false, sentences: [...sentences, 'Nothing answered.'] }
  const asked = viaLoopback ? 'Asked directly, the desk answered' : 'Answered'
  sentences.push(`${asked} ${status}${answer ? ` (${answerOf(answer)})` : ''} in ${formatMs(milliseconds)}.`)
  if (answer === null) sentences.push('Those are not this desk’s words: something else answers at the address.')
  else if (status === 200 && eventId) sentences.push('The event was found among the deliveries.')
  else if (status === 200) sentences.push('The event was not found among the deliveries of this organization.')
  return { ok: status === 200 && eventId !== null && !viaLoopback, sentences }
}

const answerOf = (answer: string) => (answer === 'stored' || answer === 'duplicate' ? answer : titleOf(answer))
