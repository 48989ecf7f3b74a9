import { poppFailureReasons } from '@/lib/popp/schema-failure'

/** Codes of nodemailer, in small letters. */
const mailReasons = [
  'eauth',
  'enoauth',
  'eoauth2',
  'eenvelope',
  'emessage',
  'econfig',
  'econnection',
  'esocket',
  'etimedout',
  'edns',
  'etls',
  'erequiretls',
  'eprotocol',
  'estream',
  'eproxy',
  'emaxlimit',
  'unknown',
] as const

/** Why something outside was not done, or nobody knows whether it was. `words.ts` has words for each. */
export const outwardReasons = [
  ...poppFailureReasons,
  'no-key',
  'not-sent-in-time',
  'no-conversation',
  'unknown-conversation',
  'opted-out',
  'no-answer',
  'worker-died',
  'handler-threw',
  'no-handler',
  'payload-unreadable',
  'issue-gone',
  'mail-not-configured',
  'no-recipients',
  'recipient-refused',
  'no-chat',
  'chat-unreadable',
  'private-address',
  'no-connection',
  'connection-lost',
  ...mailReasons,
] as const
export type NamedReason = (typeof outwardReasons)[number]

/** With what a server answered, and with what nodemailer may yet come up with. */
export type OutwardReason = NamedReason | `http-${number}` | `smtp-${number}` | `e${string}`
