import type { Ref } from 'react'
import type { Note } from '@/lib/conversations/schema'
import { ActionKbd } from '../shell/action-kbd'
import { Avatar } from '../ui/avatar'
import { plainDirection } from '../ui/pretty-json'
import { RelativeTime } from '../ui/relative-time'
import { NoteComposer } from './note-composer'
import { Section } from './section'

type NotesProps = {
  recordKey: string
  notes: Note[]
  /** Who writes; null when the member's role reads only. */
  writerId: string | null
  composerRef?: Ref<HTMLTextAreaElement>
  onLeaveComposer?: () => void
}

/** Oldest first, the composer where the newest will stand. */
export function Notes({ recordKey, notes, writerId, composerRef, onLeaveComposer }: NotesProps) {
  return (
    <Section title="Notes" aside={writerId && <ActionKbd action="note" />}>
      {notes.length > 0 && (
        <ol className="mb-4 flex flex-col gap-3">
          {notes.map((note) => (
            <NoteLine key={note.id} note={note} />
          ))}
        </ol>
      )}
      {notes.length === 0 && !writerId && <p className="text-muted">No notes yet.</p>}
      {writerId && (
        <NoteComposer
          key={recordKey}
          recordKey={recordKey}
          memberId={writerId}
          inputRef={composerRef}
          onLeave={onLeaveComposer}
        />
      )}
    </Section>
  )
}

function NoteLine({ note: { authorName, at, body } }: { note: Note }) {
  return (
    <li className="flex gap-3">
      <Avatar name={authorName} size="md" />
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline justify-between gap-3">
          <span className="truncate font-medium">{authorName}</span>
          <RelativeTime date={at} className="shrink-0 text-faint text-xs" />
        </p>
        <p dir="auto" className="whitespace-pre-line break-words">
          {plainDirection(body)}
        </p>
      </div>
    </li>
  )
}
