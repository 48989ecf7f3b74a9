'use client'
import { readDraft, useDraft, writeDraft } from '../conversation/draft-store'

const draftKey = (memberId: string, itemId: string) => `${memberId}:reply:${itemId}`

export const useReplyDraft = (memberId: string, itemId: string) => useDraft(draftKey(memberId, itemId))

export const forgetReplyDraft = (memberId: string, itemId: string) => writeDraft(draftKey(memberId, itemId), '')

/** Words that were taken back are in the composer again, unless she is writing others there. */
export function restoreReplyDraft(memberId: string, itemId: string, text: string): void {
  if (!readDraft(draftKey(memberId, itemId))) writeDraft(draftKey(memberId, itemId), text)
}
