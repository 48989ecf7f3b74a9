import type { Ref } from 'react'
import type { Note } from '@/lib/conversations/schema'
import { ActionKbd } from '../shell/action-kbd'
import { NoteComposer } from './note-composer'
import { NoteLine } from './note-line'
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
            <NoteLine key={note.id} recordKey={recordKey} note={note} isOwn={note.authorId === writerId} />
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
