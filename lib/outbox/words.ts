import type { NamedReason } from './schema-reason'

const words: Record<NamedReason, string> = {
  unavailable: 'Popp did not answer',
  timeout: 'Popp did not answer in time',
  'not-sent-in-time': 'it could not be sent in time',
  'circuit-open': 'Popp failed to answer too often',
  unauthorized: 'Popp refuses the API key',
  'not-found': 'Popp does not know this conversation',
  conflict: 'Popp says the conversation cannot take it now',
  invalid: 'Popp refused it',
  'rate-limited': 'Popp asked for a pause',
  unreadable: 'Popp’s answer could not be understood',
  'no-key': 'no key for Popp’s API is set',
  'no-conversation': 'the conversation is gone',
  'unknown-conversation': 'it is of no conversation',
  'opted-out': 'the candidate opted out',
  'no-answer': 'there was no answer in time',
  'worker-died': 'it was interrupted while it left',
  'handler-threw': 'something went wrong here',
  'no-handler': 'this version of the desk cannot do it',
  'payload-unreadable': 'its words cannot be read any more',
  'issue-gone': 'the issue is gone',
  'mail-not-configured': 'this installation sends no mail',
  'no-recipients': 'nobody is to get mails',
  'recipient-refused': 'the mail server refused one of the recipients',
  'no-chat': 'there is no chat webhook',
  'chat-unreadable': 'the webhook’s address was encrypted with another APP_SECRET',
  'private-address': 'the address leads into the network of this desk',
  'no-connection': 'there was no connection',
  'connection-lost': 'the connection broke before the answer',
  eauth: 'the mail server did not accept user and password',
  enoauth: 'the mail server wants a user and a password',
  eoauth2: 'the mail server did not accept the OAuth token',
  eenvelope: 'the mail server did not accept sender or recipients',
  emessage: 'the mail server did not accept the mail',
  econfig: 'the mail settings of this installation are not right',
  econnection: 'there was no connection to the mail server',
  esocket: 'the connection to the mail server broke',
  etimedout: 'the mail server did not answer in time',
  edns: 'the mail server’s name is not known',
  etls: 'the mail server and this desk could not agree on encryption',
  erequiretls: 'the mail server cannot pass mails on encrypted',
  eprotocol: 'the mail server answered something unexpected',
  estream: 'the mail broke off on its way',
  eproxy: 'the proxy led to no mail server',
  emaxlimit: 'the mail server’s connection was used too often',
  unknown: 'the mail server failed',
}

const byReason = new Map<string, string>(Object.entries(words))

/** Why it was not done, as the end of a sentence: "the chat answered 404". A code that is not known is shown as it is. */
export function outwardReasonWords(reason: string): string {
  const [, protocol, status] = /^(http|smtp)-(\d+)$/.exec(reason) ?? []
  if (status) return `the ${protocol === 'http' ? 'chat' : 'mail server'} answered ${status}`
  return byReason.get(reason) ?? reason
}
