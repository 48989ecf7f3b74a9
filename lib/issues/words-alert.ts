import { outwardReasonWords } from '@/lib/outbox/words'
import { capitalized } from '@/lib/platform/words'

/** Where more can be said than why: what to do, to who has just tried it. */
const known = new Map([
  ['mail-not-configured', 'This installation sends no mail: SMTP_URL is not set.'],
  ['no-recipients', 'Nobody is to get mails: add an address and save.'],
  ['no-chat', 'There is no chat webhook: add one and save.'],
  ['private-address', 'The address leads into the network of this desk, which whoever runs it does not allow.'],
  ['chat-unreadable', 'The webhook’s address was encrypted with another APP_SECRET: enter it again.'],
  ['no-connection', 'There was no connection to it.'],
  ['not-sent-in-time', 'It was cut off before it was sent.'],
  ['no-answer', 'It did not answer in time.'],
  ['connection-lost', 'The connection broke before it answered: it may have arrived.'],
])

/** Why a test of an alert was not sent. */
export function alertReasonWords(reason: string): string {
  const words = outwardReasonWords(reason)
  const sentence = words === reason ? `It was not sent (${reason})` : capitalized(words)
  return known.get(reason) ?? `${sentence}.`
}
