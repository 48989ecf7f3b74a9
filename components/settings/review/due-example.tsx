'use client'
import { dueAt, toDueRules } from '@/lib/organizations/due-rules'
import { saveReviewSettingsRequest } from '@/lib/organizations/review-settings'
import { formatExact } from '../../ui/format-relative'
import { useHydrated, useNow } from '../../ui/now'
import { type ReviewDraft, toRequest } from './review-draft'

/** What the form, as it stands, would do to a flag of this moment. */
export function DueExample({ draft }: { draft: ReviewDraft }) {
  const now = useNow()
  const hydrated = useHydrated()
  const { data } = saveReviewSettingsRequest.safeParse(toRequest(draft, 0))
  const due = data && dueAt(toDueRules(data), null, new Date(now))
  if (!due) return null
  return (
    <p className="text-muted">
      A conversation flagged now would be due{' '}
      <strong className="font-medium text-text">
        {hydrated ? (
          `${formatExact(due, 'en-GB', draft.timeZone).replace(/:\d\d (?=\S+$)/, ' ')}.`
        ) : (
          <span className="invisible">Mon, 1 Jan 2026, 09:00 UTC.</span>
        )}
      </strong>
    </p>
  )
}
