import { outwardReasonWords } from '@/lib/outbox/words'
import { capitalized } from '@/lib/platform/words'
import { runFailureWords } from '@/lib/reconcile/words'
import { rejectionWords } from '@/lib/webhooks/words'
import type { Issue, OwnCause } from './schema'

const ownWords: Record<OwnCause, string> = {
  'other-organization': 'The body names another organization',
  quiet: 'No event for longer than usual',
  arrival: 'From Popp to this desk',
  applying: 'From this desk to the inbox',
  'list-conversations': 'Popp’s list of conversations',
}
const byCode = new Map<string, string>(Object.entries({ ...rejectionWords, ...ownWords }))

/** The cause up to the endpoint or the reason that it names. */
export const codeOf = (cause: string) => cause.split(/[@:]/, 1)[0]!

/** Why an outward call was not done, as the end of a sentence; of other kinds null. */
export function outgoingReason({ kind, cause }: Pick<Issue, 'kind' | 'cause'>): string | null {
  const reason = cause.slice(codeOf(cause).length + 1)
  return kind === 'outgoing' && reason ? outwardReasonWords(reason) : null
}

/** What makes its failures one issue, in a few words; a code that is not known is shown as it is. */
export function causeWords(issue: Pick<Issue, 'kind' | 'cause'>): string {
  if (issue.kind === 'handler') return faultWords(issue.cause)
  const code = codeOf(issue.cause)
  const words = outgoingReason(issue) ?? byCode.get(code) ?? code
  return capitalized(words)
}

const TOO_SLOW = 'P2028'
const DATABASE_CODE = /^(P\d{4}|(?=.*\d)[0-9A-Z]{5})$/

/** Of an error's name and codes, which stay: who mends it looks for them. */
function faultWords(cause: string): string {
  const [name = '', ...codes] = cause.split(' · ')
  if (codes.includes(TOO_SLOW)) return `The database took too long (${TOO_SLOW})`
  const isOfDatabase = codes.some((code) => DATABASE_CODE.test(code))
  return isOfDatabase ? `The database did not take it (${codes.join(', ')})` : `A fault of this desk (${name})`
}

/** Why the newest call of Popp's API failed, in sentences; null where no call was made or it left no reason. */
export function newestReason({ kind, facts }: Pick<Issue, 'kind' | 'facts'>): string | null {
  if (kind !== 'popp-api' || typeof facts.reason !== 'string') return null
  const answered = facts.status === undefined ? '' : ` It answered ${facts.status}.`
  return `${runFailureWords(facts.reason)}${answered}`
}
