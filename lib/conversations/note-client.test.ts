import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PATIENT } from '@/lib/platform/testing/patience'
import { conversationKeys } from './client'
import { addNoteAgain, removeNote, withNote } from './note-client'
import type { Note } from './schema'

const one = (id: string): Note => ({
  ...{ id, at: '2026-01-14T10:00:00.000Z', authorId: 'ana', authorName: 'Ana' },
  ...{ body: `note ${id}`, editedAt: null, mentions: [] },
})

let client: QueryClient
const sent: { path: string; method?: string; headers?: Record<string, string> }[] = []
const item = ['review-items', 'detail', 'i1']
const shown = () => [
  client.getQueryData<{ notes: Note[] }>(conversationKeys.detail('c1'))!.notes.map(({ id }) => id),
  client.getQueryData<{ conversation: { notes: Note[] } }>(item)!.conversation.notes.map(({ id }) => id),
]

const answer = (status: number, body: unknown) =>
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    sent.push({ path, method: init.method, headers: init.headers as Record<string, string> })
    return Promise.resolve(new Response(JSON.stringify(body), { status }))
  })

beforeEach(() => {
  client = new QueryClient()
  sent.length = 0
  client.setQueryData(conversationKeys.detail('c1'), { recordKey: 'c1', notes: [one('1'), one('2')] })
  client.setQueryData(item, { conversation: { recordKey: 'c1', notes: [one('1'), one('2')] } })
})
afterEach(() => {
  client.clear()
  vi.unstubAllGlobals()
})

test('a removed note leaves both screens at once; a refused one is back, and so it is when the server is away', async () => {
  answer(200, {})
  const removal = removeNote(client, 'c1', '1')
  await vi.waitFor(() => expect(shown()).toEqual([['2'], ['2']]), PATIENT)
  await removal
  expect(sent).toMatchObject([{ path: '/api/conversations/c1/notes/1', method: 'DELETE' }])
  answer(409, { type: '/problems/conflict', title: 'Too old', status: 409 })
  await expect(removeNote(client, 'c1', '2')).rejects.toThrow('Too old')
  expect(shown()).toEqual([['2'], ['2']])
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')))
  await expect(removeNote(client, 'c1', '2')).rejects.toThrow('could not be reached')
  expect(shown()).toEqual([['2'], ['2']])
})

test('what is put back is written under its key, and shown once', async () => {
  answer(201, one('3'))
  await addNoteAgain(client, 'c1', { body: 'note 3', key: 'key-of-3' })
  await addNoteAgain(client, 'c1', { body: 'note 3', key: 'key-of-3' })
  expect(sent[0]).toMatchObject({ method: 'POST', headers: { 'idempotency-key': 'key-of-3' } })
  expect(shown()).toEqual([
    ['1', '2', '3'],
    ['1', '2', '3'],
  ])
  expect(withNote([one('1')], one('1'))).toHaveLength(1)
})
