/** What fails. Stable codes; `words.ts` has a title and a next step for each. */
export const issueKinds = [
  'signature',
  'schema',
  'foreign',
  'handler',
  'silence',
  'lag',
  'popp-api',
  'outgoing',
] as const
export type IssueKind = (typeof issueKinds)[number]

/** The cause of what concerns one endpoint: a code and the endpoint. Another endpoint's failures are another issue. */
export const causeAt = (code: string, endpointId: string) => `${code}@${endpointId}`
