import { IssuesSkeleton } from '@/components/issues/issues-skeleton'

export default IssuesSkeleton
