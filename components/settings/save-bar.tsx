'use client'
import { CircleAlert } from 'lucide-react'
import { Button } from '../ui/button'

type SaveBarProps = {
  dirty: boolean
  /** Somebody else saved meanwhile: that is decided first. */
  stale: boolean
  /** By field. */
  errors: Readonly<Record<string, string>>
  /** What the server said against all of it. */
  failure: string | null
  saving: boolean
  discard: () => void
}

/** At the window's foot while something is unsaved. */
export function SaveBar({ dirty, stale, errors, failure, saving, discard }: SaveBarProps) {
  const wrong = Object.keys(errors).length
  if (!dirty) return null
  return (
    <div className="sticky bottom-0 z-10 -mx-4 flex flex-wrap items-center justify-end gap-2 border-t bg-raised px-4 py-3">
      <p role="status" className="mr-auto min-w-0 basis-48 text-muted">
        {failure || wrong > 0 ? (
          <span className="text-fail">
            <CircleAlert aria-hidden className="mr-1 inline size-3.5 align-[-2px]" />
            {failure ?? (wrong === 1 ? 'One field is not right yet' : `${wrong} fields are not right yet`)}
          </span>
        ) : (
          'Not saved yet'
        )}
      </p>
      <Button variant="ghost" onClick={discard} disabled={saving}>
        Discard
      </Button>
      <Button variant="primary" type="submit" busy={saving} disabled={stale && !saving}>
        Save
      </Button>
    </div>
  )
}
