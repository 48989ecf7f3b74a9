import type { Issue } from '@/lib/issues/schema'
import { causeWords } from '@/lib/issues/words-cause'
import { Section } from '../conversation/section'
import { DescriptionList } from '../ui/description-list'
import { plainDirection } from '../ui/pretty-json'
import { RelativeTime } from '../ui/relative-time'
import { timesWords } from './issue-url'

/** The figures, and what makes them one issue. */
export function IssueFacts({ issue }: { issue: Issue }) {
  const { acknowledged, endpoint, recurrences, resolved, state } = issue
  const items = [
    { label: 'Failures', value: failureWords(issue) },
    { label: 'First', value: <RelativeTime date={issue.firstAt} /> },
    { label: 'Newest', value: <RelativeTime date={issue.lastAt} /> },
    { label: 'Open since', value: state !== 'resolved' && <RelativeTime date={issue.openedAt} /> },
    { label: 'Came back', value: recurrences > 0 && timesWords(recurrences) },
    { label: 'Endpoint', value: endpoint && plainDirection(endpoint.name) },
    { label: 'Acknowledged', value: acknowledged && state !== 'resolved' && <By {...acknowledged} /> },
    { label: 'Resolved', value: resolved && <By {...resolved} itself /> },
    { label: 'Cause', value: causeWords(issue) },
  ]
  return (
    <Section title="About this issue">
      <DescriptionList items={items.filter(({ value }) => value)} />
    </Section>
  )
}

const failureWords = ({ count, totalCount }: Issue) =>
  count === totalCount
    ? count.toLocaleString('en')
    : `${count.toLocaleString('en')} since it came back · ${totalCount.toLocaleString('en')} ever`

const By = ({ at, name, itself = false }: { at: string; name: string | null; itself?: boolean }) => (
  <>
    {name ? plainDirection(name) : itself ? 'by itself' : 'by somebody who is gone'}, <RelativeTime date={at} />
  </>
)
