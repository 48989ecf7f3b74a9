import type { Transcript, TranscriptMessage, TranscriptPage, TranscriptTrouble } from '@/lib/transcripts/schema'

/** What is read of a transcript so far. */
export interface ReadTranscript {
  messages: TranscriptMessage[]
  hasMore: boolean
  /** The first page's: how old what is shown is. */
  readAt: string
  trouble: TranscriptTrouble | null
  unusable: number
}

/** Pages put together, oldest message first. Popp documents no order: its own stands unless every message has a time. */
export function readTranscript(pages: readonly Transcript[]): ReadTranscript | null {
  const read = pages.filter((page): page is TranscriptPage => page.state === 'read')
  const first = read[0]
  if (!first) return null
  const messages = read.flatMap((page) => page.messages)
  const isTimed = messages.every(({ at }) => at !== null)
  return {
    messages: isTimed ? messages.toSorted((a, b) => Date.parse(a.at!) - Date.parse(b.at!)) : messages,
    hasMore: read.at(-1)!.nextToken !== null,
    ...{ readAt: first.readAt, trouble: first.trouble },
    unusable: read.reduce((sum, page) => sum + page.unusable, 0),
  }
}

export const troubleWords: Record<TranscriptTrouble, string> = {
  refused: 'Popp refused this desk’s API key.',
  unknown: 'Popp’s API does not know this conversation.',
  away: 'Popp does not answer right now.',
  unreadable: 'Popp answered in a way that this desk cannot read.',
}
