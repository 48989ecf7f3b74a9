'use client'
import { ArrowRight } from 'lucide-react'
import Link from 'next/link'
import type { Issue, IssueDetail } from '@/lib/issues/schema'
import { issueWords } from '@/lib/issues/words'
import { newestReason } from '@/lib/issues/words-cause'
import { Section } from '../conversation/section'
import { buttonClass } from '../ui/button-class'
import { IssueActions } from './issue-actions'
import { IssueFacts } from './issue-facts'
import { IssueHistory } from './issue-history'
import { IssueKindMark } from './issue-kind'
import { IssueStateBadge } from './issue-state-badge'
import { exampleOf, placesOf } from './issue-url'

export function IssueView({ detail: { issue, history }, canManage }: { detail: IssueDetail; canManage: boolean }) {
  const { title, what, next } = issueWords(issue)
  const reason = newestReason(issue)
  return (
    <div className="flex-1 lg:grid lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="min-w-0">
        <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-4 py-5 sm:px-6">
          <div className="min-w-0 flex-1 basis-80">
            <h2 className="text-balance font-semibold text-lg">{title}</h2>
            <p className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1">
              <IssueStateBadge state={issue.state} />
              <IssueKindMark kind={issue.kind} />
            </p>
          </div>
          {canManage && <IssueActions issue={issue} />}
        </header>
        <Section title="What happened">
          <p className="max-w-prose text-pretty">{what}</p>
          {reason && <p className="mt-2 max-w-prose text-pretty">The newest time: {reason}</p>}
        </Section>
        <Section title="What to do">
          <p className="max-w-prose text-pretty">{next}</p>
          <Places issue={issue} />
        </Section>
        <Section title="History">
          <IssueHistory entries={history} />
        </Section>
      </div>
      <aside aria-label="About this issue" className="lg:border-l lg:[&>section:first-child]:border-t-0">
        <IssueFacts issue={issue} />
      </aside>
    </div>
  )
}

function Places({ issue }: { issue: Issue }) {
  const example = exampleOf(issue)
  return (
    <p className="mt-3 flex flex-wrap gap-2">
      {[...placesOf(issue), ...(example ? [example] : [])].map(({ href, label }) => (
        <Link key={href} href={href} className={buttonClass()}>
          {label}
          <ArrowRight aria-hidden />
        </Link>
      ))}
    </p>
  )
}
