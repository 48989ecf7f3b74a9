import { NotFoundState } from '../shell/not-found-state'
import { issuesHref } from './issue-url'

export const IssueNotFound = () => (
  <NotFoundState title="There is no such issue" href={issuesHref('open')} action="See all issues" />
)
