import type { NoteRow } from './note-store'
import type { Note } from './schema'

/** A row as the browser API shows it. */
export const toNote = ({ id, at, editedAt, authorId, authorName, body, mentions }: NoteRow): Note => ({
  ...{ id, authorId, body, mentions },
  at: at.toISOString(),
  authorName: authorName ?? 'A former member',
  editedAt: editedAt?.toISOString() ?? null,
})
