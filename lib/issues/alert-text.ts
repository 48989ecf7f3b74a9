import type { IssueKind } from './schema'
import { issueWords } from './words'

export interface AlertFacts {
  id: string
  kind: IssueKind
  cause: string
  recurrences: number
  organizationName: string
}

/** What a mail or a chat is told of an issue: no names, nothing that a candidate or Popp wrote. */
export function alertText({ id, kind, cause, recurrences, organizationName }: AlertFacts, appUrl: string) {
  const { title, what, next } = issueWords({ kind, cause })
  const headline = recurrences > 0 ? `Came back: ${title}` : title
  const told = 'You are told of an issue once: when it opens, and when it comes back after it was resolved.'
  return {
    subject: `[Review Desk] ${headline} · ${organizationName}`,
    text: [headline, what, `What to do: ${next}`, `${appUrl}/issues/${id}`, `${organizationName} · ${told}`].join(
      '\n\n',
    ),
    short: [`*${headline}* · ${organizationName}`, what, `${appUrl}/issues/${id}`].join('\n'),
  }
}
