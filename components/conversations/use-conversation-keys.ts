'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import type { ConversationDetail } from '@/lib/conversations/schema'
import { undoLatest } from '../inbox/undo-offers'
import { useActionKeys } from '../shell/use-action-keys'
import { usePaletteActions } from '../shell/use-palette-actions'

/** What can be done with a conversation, by key and in the palette. `writeNote`: null when the member's role reads only. */
export function useConversationKeys(conversation: ConversationDetail, writeNote: (() => void) | null): void {
  const router = useRouter()
  const { reviewItemId } = conversation
  useActionKeys({ note: writeNote ?? undefined, undo: writeNote ? undoLatest : undefined })
  usePaletteActions([
    { id: 'note', label: 'Write a note', enabled: writeNote !== null, run: () => writeNote?.() },
    {
      id: 'open-review-item',
      label: 'Open the review item',
      enabled: reviewItemId !== null,
      run: () => reviewItemId && router.push(`/inbox/${encodeURIComponent(reviewItemId)}` as Route),
    },
  ])
}
