import { expect, test } from 'vitest'
import type { Transcript, TranscriptMessage } from '@/lib/transcripts/schema'
import { readTranscript } from './transcript-pages'

const message = (id: string, at: string | null): TranscriptMessage => ({
  ...{ id, role: 'ai', rawRole: 'ai', text: id, at },
})
const page = (messages: TranscriptMessage[], nextToken: string | null): Transcript => ({
  ...{ state: 'read', messages, nextToken, readAt: '2026-01-05T10:00:00.000Z', trouble: null, unusable: 1 },
})
const ids = (pages: Transcript[]) => readTranscript(pages)?.messages.map(({ id }) => id)

test('pages are put together oldest first, whichever way Popp lists them', () => {
  const pages = [
    page([message('c', '2026-01-05T09:03:00.000Z'), message('b', '2026-01-05T09:02:00.000Z')], 'more'),
    page([message('a', '2026-01-05T09:01:00.000Z')], null),
  ]
  expect(ids(pages)).toEqual(['a', 'b', 'c'])
  expect(readTranscript(pages)).toMatchObject({ hasMore: false, unusable: 2 })
})

test('where a time is missing, the order is Popp’s own', () => {
  expect(ids([page([message('b', '2026-01-05T09:02:00.000Z'), message('a', null)], null)])).toEqual(['b', 'a'])
})

test('a later page that failed leaves what was read, and nothing read is nothing', () => {
  const failed: Transcript = { state: 'failed', trouble: 'away' }
  expect(ids([page([message('a', null)], 'more'), failed])).toEqual(['a'])
  expect(readTranscript([failed])).toBeNull()
})
