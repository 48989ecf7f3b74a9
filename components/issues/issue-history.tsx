import { Bell, CircleCheck, Eye, RotateCcw } from 'lucide-react'
import type { IssueEntry } from '@/lib/issues/schema'
import { plainDirection } from '../ui/pretty-json'
import { RelativeTime } from '../ui/relative-time'

const ICONS = {
  'issue-opened': <Bell />,
  'issue-returned': <RotateCcw />,
  'issue-acknowledged': <Eye />,
  'issue-resolved': <CircleCheck />,
} as const

function wordsOf({ action, memberName }: IssueEntry): string {
  const name = plainDirection(memberName ?? '')
  if (action === 'issue-opened') return 'Opened; admins were told'
  if (action === 'issue-returned') return 'Came back; admins were told'
  if (action === 'issue-acknowledged') return `Acknowledged by ${name || 'somebody who is gone'}`
  return name ? `Resolved by ${name}` : 'Ended by itself'
}

/** Newest first. */
export const IssueHistory = ({ entries }: { entries: IssueEntry[] }) => (
  <ol className="flex flex-col gap-2">
    {entries.map((entry) => (
      <li key={entry.id} className="flex items-center gap-2.5 [&>svg]:size-4">
        <span aria-hidden className="contents text-muted [&_svg]:size-4 [&_svg]:shrink-0">
          {ICONS[entry.action]}
        </span>
        <span className="min-w-0 flex-1 truncate">{wordsOf(entry)}</span>
        <RelativeTime date={entry.at} className="shrink-0 text-muted text-xs" />
      </li>
    ))}
  </ol>
)
