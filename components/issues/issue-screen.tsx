'use client'
import { useQuery } from '@tanstack/react-query'
import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import { issueOptions } from '@/lib/issues/client'
import { isProblem } from '@/lib/platform/http/fetch-json'
import { QueryGate } from '../list/query-gate'
import { buttonClass } from '../ui/button-class'
import { SkeletonRows } from '../ui/skeleton'
import { IssueNotFound } from './issue-not-found'
import { issuesHref } from './issue-url'
import { IssueView } from './issue-view'

/** One issue: what fails, since when, what to do about it. An auditor reads. */
export function IssueScreen({ id, canManage }: { id: string; canManage: boolean }) {
  const query = useQuery(issueOptions(id))
  if (isProblem(query.error, 'not-found')) return <IssueNotFound />
  return (
    <QueryGate query={query} what="The issue" skeleton={<SkeletonRows rows={6} />}>
      <div className="flex min-h-full flex-col">
        <h1 className="sr-only">Issue</h1>
        <div className="flex h-12 shrink-0 items-center border-b px-2 sm:px-4">
          <Link href={issuesHref(query.data?.issue.state ?? 'open')} className={buttonClass('ghost', 'sm')}>
            <ArrowLeft aria-hidden />
            All issues
          </Link>
        </div>
        {query.data && <IssueView detail={query.data} canManage={canManage} />}
      </div>
    </QueryGate>
  )
}
