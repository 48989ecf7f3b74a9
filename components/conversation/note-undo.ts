import type { QueryClient } from '@tanstack/react-query'
import { addNoteAgain, removeNote } from '@/lib/conversations/note-client'
import type { Note } from '@/lib/conversations/schema'
import { ProblemError } from '@/lib/platform/http/fetch-json'
import { newCommandKey } from '@/lib/reviews/client-key'
import { sayRefused } from '../inbox/one-toast'
import { offerUndo } from '../inbox/undo-offers'
import { readDraft, writeDraft } from './draft-store'

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
  return true
}

/** Says that it was added, with a way back by button and key. */
export const sayAdded = (written: WrittenNote): void =>
  offerUndo({
    id: written.note.id,
    itemId: `note:${written.note.id}`,
    words: 'Note added',
    undo: () => void undoNote(written),
  })

/** Removes the member's own young note; undo writes it again. */
export async function removeOwnNote(written: WrittenNote): Promise<void> {
  if (!(await removed(written))) return
  const { client, recordKey, note } = written
  const again = { body: note.body, key: newCommandKey() }
  const putBack = () => addNoteAgain(client, recordKey, again).catch((error) => sayWhyNot('Not put back', error))
  offerUndo({ id: again.key, itemId: `note:${note.id}`, words: 'Note removed', undo: () => void putBack() })
}

async function removed({ client, recordKey, note }: WrittenNote): Promise<boolean> {
  try {
    await removeNote(client, recordKey, note.id)
    return true
  } catch (error) {
    sayWhyNot('Not removed', error)
    return false
  }
}

function sayWhyNot(title: string, error: unknown) {
  if (!(error instanceof ProblemError)) throw error
  sayRefused(title, error.problem.title)
}
