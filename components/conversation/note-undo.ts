import type { QueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { addNoteAgain, removeNote } from '@/lib/conversations/note-client'
import type { Note } from '@/lib/conversations/schema'
import { ProblemError } from '@/lib/platform/http/fetch-json'
import { newCommandKey } from '@/lib/reviews/client-key'
import { readDraft, writeDraft } from './draft-store'

const UNDO_MS = 10_000

/** One at a time: a pile of them would cover the work. */
const NOTE_TOAST = 'note'

export const noteDraftKey = (memberId: string, recordKey: string) => `${memberId}:note:${recordKey}`

export interface WrittenNote {
  client: QueryClient
  recordKey: string
  note: Pick<Note, 'id' | 'body' | 'authorId'>
}

/**
 * Takes a note back that its author just added; its words are in the composer again, unless she is writing others there.
 * False = refused, and said why.
 */
export async function undoNote(written: WrittenNote): Promise<boolean> {
  const { recordKey, note } = written
  if (!(await removed(written))) return false
  const draft = noteDraftKey(note.authorId, recordKey)
  if (!readDraft(draft)) writeDraft(draft, note.body)
  toast('Note taken back', { id: NOTE_TOAST })
  return true
}

/** Says that it was added, with a way back. */
export function sayAdded(written: WrittenNote): void {
  const action = { label: 'Undo', onClick: () => void undoNote(written) }
  toast.success('Note added', { id: NOTE_TOAST, duration: UNDO_MS, action })
}

/** Removes the member's own young note; undo writes it again. */
export async function removeOwnNote(written: WrittenNote): Promise<void> {
  if (!(await removed(written))) return
  const { client, recordKey, note } = written
  const again = { body: note.body, key: newCommandKey() }
  const putBack = () => addNoteAgain(client, recordKey, again).catch((error) => sayRefused('Not put back', error))
  const action = { label: 'Undo', onClick: () => void putBack() }
  toast('Note removed', { id: NOTE_TOAST, duration: UNDO_MS, action })
}

async function removed({ client, recordKey, note }: WrittenNote): Promise<boolean> {
  try {
    await removeNote(client, recordKey, note.id)
    return true
  } catch (error) {
    sayRefused('Not removed', error)
    return false
  }
}

function sayRefused(title: string, error: unknown) {
  if (!(error instanceof ProblemError)) throw error
  toast.error(title, { description: error.problem.title })
}
