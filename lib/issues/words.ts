import type { IssueKind } from './schema'

/** What fails, for headings, mails and chat. */
export const issueTitles: Record<IssueKind, string> = {
  signature: 'Deliveries are refused: signature',
  schema: 'Deliveries are refused: not an event',
  foreign: 'An event names another organization',
  handler: 'Events cannot be applied',
  silence: 'An endpoint has gone quiet',
  lag: 'Events arrive or are applied late',
  'popp-api': 'Popp’s API does not answer as it should',
  outgoing: 'Something could not be sent',
}
