'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { OutwardCall } from '@/lib/outbox/schema'
import { transcriptOptions } from '@/lib/transcripts/client'

/** A transcript is read once; when a reply has been sent since, it is read again, or it would lack the reply. */
export function useFreshTranscript(recordKey: string, calls: readonly OutwardCall[]): void {
  const client = useQueryClient()
  const sent = calls.filter(({ kind, state }) => kind === 'reply' && state === 'done').length
  const seen = useRef({ recordKey, sent })
  useEffect(() => {
    const { current } = seen
    if (current.recordKey === recordKey && sent > current.sent)
      void client.resetQueries({ queryKey: transcriptOptions(recordKey).queryKey })
    seen.current = { recordKey, sent }
  }, [client, recordKey, sent])
}
