import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { fetchJson } from '@/lib/platform/http/fetch-json'
import { conversationKeys, conversationPath } from './client'
import { type ConversationDetail, type Note, note, noteVersions } from './schema'

/** The id of a note that the server has not answered yet. */
const PENDING = 'pending:'
export const isPending = ({ id }: Pick<Note, 'id'>) => id.startsWith(PENDING)

export interface NewNote {
  body: string
  /** The same for every attempt to save the same words. */
  key: string
  author: { memberId: string; name: string }
}

/** Saves a note, shown at once wherever the conversation is on screen. A failure takes it off again. */
export function useAddNote(recordKey: string) {
  const client = useQueryClient()
  return useMutation({
    mutationKey: ['conversations', 'note', recordKey],
    // Offline it must fail and say so, not wait and save at some later time.
    networkMode: 'always',
    mutationFn: (added: NewNote) => postNote(recordKey, added),
    onMutate: async (added) => {
      await stopRefetches(client, recordKey)
      changeNotes(client, recordKey, (notes) => [...notes, expected(added)])
    },
    onSuccess: (saved, { key }) =>
      changeNotes(client, recordKey, (notes) =>
        withNote(
          notes.filter(({ id }) => id !== PENDING + key),
          saved,
        ),
      ),
    onError: (_error, { key }) =>
      changeNotes(client, recordKey, (notes) => notes.filter(({ id }) => id !== PENDING + key)),
  })
}

/** Gives one's own note other words. */
export function useEditNote(recordKey: string, noteId: string) {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: (body: string) => fetchJson(note, notePath(recordKey, noteId), { method: 'PATCH', body: { body } }),
    onSuccess: (saved) => {
      changeNotes(client, recordKey, (notes) => notes.map((one) => (one.id === saved.id ? saved : one)))
      void client.invalidateQueries({ queryKey: versionsKey(noteId) })
    },
  })
}

/** Writes a note that is no composer's: of a macro, or a removed one again. Throws a `ProblemError`. */
export async function addNoteAgain(client: QueryClient, recordKey: string, again: Omit<NewNote, 'author'>) {
  const saved = await postNote(recordKey, again)
  changeNotes(client, recordKey, (notes) => withNote(notes, saved))
  return saved
}

const postNote = (recordKey: string, { body, key }: Omit<NewNote, 'author'>) =>
  fetchJson(note, notesPath(recordKey), { method: 'POST', body: { body }, headers: { 'idempotency-key': key } })

/** Takes one's own young note back. Throws a `ProblemError`, with the note on screen again. */
export async function removeNote(client: QueryClient, recordKey: string, noteId: string): Promise<void> {
  await stopRefetches(client, recordKey)
  const before = shownIn(recordKey).flatMap((queryKey) => client.getQueriesData({ queryKey }))
  changeNotes(client, recordKey, (notes) => notes.filter(({ id }) => id !== noteId))
  try {
    await fetchJson(z.object({}), notePath(recordKey, noteId), { method: 'DELETE' })
  } catch (error) {
    // Not left to the refetch: that may fail for the same reason.
    for (const [key, data] of before) client.setQueryData(key, data)
    throw error
  } finally {
    for (const queryKey of shownIn(recordKey)) void client.invalidateQueries({ queryKey })
  }
}

/** What a note says and said, newest first. */
export const noteVersionsOptions = (recordKey: string, noteId: string) =>
  queryOptions({
    queryKey: versionsKey(noteId),
    queryFn: ({ signal }) => fetchJson(noteVersions, `${notePath(recordKey, noteId)}/versions`, { signal }),
    staleTime: 0,
  })

/** A note is appended once, also when a refetch brought it first. */
export const withNote = (notes: readonly Note[], saved: Note): Note[] =>
  notes.some(({ id }) => id === saved.id) ? [...notes] : [...notes, saved]

const expected = ({ body, key, author }: NewNote): Note => ({
  ...{ id: PENDING + key, at: new Date().toISOString(), body, editedAt: null, mentions: [] },
  authorId: author.memberId,
  authorName: author.name,
})

const notesPath = (recordKey: string) => `${conversationPath(recordKey)}/notes`
const notePath = (recordKey: string, noteId: string) => `${notesPath(recordKey)}/${encodeURIComponent(noteId)}`
const versionsKey = (noteId: string) => ['note-versions', noteId] as const

/** A conversation stands on its own page and beside its review item. */
const shownIn = (recordKey: string) => [conversationKeys.detail(recordKey), ['review-items', 'detail']] as const

const stopRefetches = (client: QueryClient, recordKey: string) =>
  Promise.all(shownIn(recordKey).map((queryKey) => client.cancelQueries({ queryKey })))

function changeNotes(client: QueryClient, recordKey: string, change: (notes: Note[]) => Note[]): void {
  const changed = (detail: ConversationDetail) => ({ ...detail, notes: change(detail.notes) })
  const [page, items] = shownIn(recordKey)
  client.setQueryData<ConversationDetail>(page, (detail) => detail && changed(detail))
  client.setQueriesData<{ conversation: ConversationDetail }>({ queryKey: items }, (detail) =>
    detail?.conversation.recordKey === recordKey ? { ...detail, conversation: changed(detail.conversation) } : detail,
  )
}
