'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { noteVersionsOptions } from '@/lib/conversations/note-client'
import { NOTE_VERSIONS_SHOWN, type Note } from '@/lib/conversations/schema'
import { Dialog } from '../ui/dialog'
import { ErrorState } from '../ui/error-state'
import { RelativeTime } from '../ui/relative-time'
import { SkeletonRows } from '../ui/skeleton'
import { NoteText } from './note-text'

type NoteVersionsProps = { recordKey: string; note: Note }

/** "edited": opens what the note said before. */
export function NoteVersions({ recordKey, note }: NoteVersionsProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label="Edited: show what it said before"
        onClick={() => setOpen(true)}
        className="min-h-6 rounded-sm text-faint text-xs underline decoration-dotted underline-offset-2 hover:text-text"
      >
        edited
      </button>
      <Dialog open={open} onOpenChange={setOpen} title="What this note said" description={`By ${note.authorName}`}>
        {open && <Versions recordKey={recordKey} note={note} />}
      </Dialog>
    </>
  )
}

function Versions({ recordKey, note }: NoteVersionsProps) {
  const { data, error, isFetching, refetch } = useQuery(noteVersionsOptions(recordKey, note.id))
  if (!data && error)
    return <ErrorState title="The versions could not be loaded" retrying={isFetching} onRetry={() => void refetch()} />
  if (!data) return <SkeletonRows rows={2} />
  return (
    <div className="flex flex-col gap-4">
      <ol className="flex flex-col gap-4">
        {data.versions.map(({ id, body, from, until }) => (
          <li key={id} className="border-border-strong border-l-2 pl-3">
            <p className="mb-1 text-faint text-xs">
              {until ? 'From ' : 'Now, since '}
              <RelativeTime date={from} />
              {until && (
                <>
                  {' until '}
                  <RelativeTime date={until} />
                </>
              )}
            </p>
            <NoteText body={body} mentions={note.mentions} />
          </li>
        ))}
      </ol>
      {data.hasMore && (
        <p className="text-faint text-xs">
          It was edited more often: these are the last {NOTE_VERSIONS_SHOWN} times. What it said before that is kept,
          and not shown here.
        </p>
      )}
    </div>
  )
}
