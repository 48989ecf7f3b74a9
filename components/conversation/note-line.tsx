'use client'
import { useQueryClient } from '@tanstack/react-query'
import { Pencil, Trash2 } from 'lucide-react'
import { type Ref, useRef, useState } from 'react'
import { isPending } from '@/lib/conversations/note-client'
import { NOTE_REMOVABLE_MINUTES, type Note, noteAnchor } from '@/lib/conversations/schema'
import { toServerTime } from '@/lib/reviews/client-clock'
import { Avatar } from '../ui/avatar'
import { cn } from '../ui/cn'
import { IconButton } from '../ui/icon-button'
import { useNow } from '../ui/now'
import { plainDirection } from '../ui/pretty-json'
import { RelativeTime } from '../ui/relative-time'
import { NoteEditor } from './note-editor'
import { NoteText } from './note-text'
import { removeOwnNote } from './note-undo'
import { NoteVersions } from './note-versions'

type NoteLineProps = { recordKey: string; note: Note; isOwn: boolean }

export function NoteLine({ recordKey, note, isOwn }: NoteLineProps) {
  const [editing, setEditing] = useState(false)
  const editButton = useRef<HTMLButtonElement>(null)
  const stopEditing = () => {
    setEditing(false)
    // The button is back in the page only after this.
    requestAnimationFrame(() => editButton.current?.focus())
  }
  const pending = isPending(note)
  const author = plainDirection(note.authorName)
  return (
    <li
      id={noteAnchor(note.id)}
      ref={showIfNamed}
      aria-busy={pending || undefined}
      className={cn('group flex scroll-mt-24 gap-3 rounded-md target:bg-selected', pending && 'opacity-60')}
    >
      <Avatar name={note.authorName} size="md" />
      <div className="min-w-0 flex-1">
        <div className="flex min-h-6 items-center gap-3">
          <p className="min-w-0 flex-1 truncate font-medium">{author}</p>
          {isOwn && !pending && !editing && (
            <OwnActions recordKey={recordKey} note={note} onEdit={() => setEditing(true)} editButton={editButton} />
          )}
          {note.editedAt && <NoteVersions recordKey={recordKey} note={note} />}
          <RelativeTime date={note.at} className="shrink-0 text-faint text-xs" />
        </div>
        {editing ? (
          <NoteEditor recordKey={recordKey} note={note} onDone={stopEditing} />
        ) : (
          <NoteText body={note.body} mentions={note.mentions} />
        )}
      </div>
    </li>
  )
}

/** The note that the address names is scrolled to when it comes: it was not there when the browser looked for it. */
const showIfNamed = (line: HTMLLIElement | null) => {
  if (line && window.location.hash === `#${line.id}`) line.scrollIntoView({ block: 'center' })
}

type OwnActionsProps = {
  recordKey: string
  note: Note
  onEdit: () => void
  editButton: Ref<HTMLButtonElement>
}

const SMALL = 'h-6 w-6 pointer-coarse:h-10'

/** Quiet until the note is pointed at or one of them has the focus; always there on a touch screen. */
function OwnActions({ recordKey, note, onEdit, editButton }: OwnActionsProps) {
  const client = useQueryClient()
  const now = toServerTime(useNow())
  const isYoung = Date.parse(note.at) + NOTE_REMOVABLE_MINUTES * 60_000 > now
  return (
    <span className="flex shrink-0 opacity-0 transition-opacity focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
      <IconButton label="Edit your note" icon={<Pencil />} ref={editButton} onClick={onEdit} className={SMALL} />
      {isYoung && (
        <IconButton
          label="Remove your note"
          icon={<Trash2 />}
          onClick={() => void removeOwnNote({ client, recordKey, note })}
          className={SMALL}
        />
      )}
    </span>
  )
}
