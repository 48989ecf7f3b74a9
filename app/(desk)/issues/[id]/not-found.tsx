import { IssueNotFound } from '@/components/issues/issue-not-found'

export default IssueNotFound
