'use client'
import { useDraft, writeDraft } from '../conversation/draft-store'

/* Words for one action on one item, kept until they are sent. */

const handOverKey = (memberId: string, itemId: string) => `${memberId}:hand-over:${itemId}`
const reopenKey = (memberId: string, itemId: string) => `${memberId}:reopen:${itemId}`
const skipKey = (memberId: string, itemId: string) => `${memberId}:skip:${itemId}`

export const useHandOverDraft = (memberId: string, itemId: string) => useDraft(handOverKey(memberId, itemId))
export const restoreHandOverDraft = (memberId: string, itemId: string, note: string) =>
  writeDraft(handOverKey(memberId, itemId), note)
export const forgetHandOverDraft = (memberId: string, itemId: string) => restoreHandOverDraft(memberId, itemId, '')

export const useReopenDraft = (memberId: string, itemId: string) => useDraft(reopenKey(memberId, itemId))
export const restoreReopenDraft = (memberId: string, itemId: string, reason: string) =>
  writeDraft(reopenKey(memberId, itemId), reason)
export const forgetReopenDraft = (memberId: string, itemId: string) => restoreReopenDraft(memberId, itemId, '')

export const useSkipDraft = (memberId: string, itemId: string) => useDraft(skipKey(memberId, itemId))
export const restoreSkipDraft = (memberId: string, itemId: string, reason: string) =>
  writeDraft(skipKey(memberId, itemId), reason)
export const forgetSkipDraft = (memberId: string, itemId: string) => restoreSkipDraft(memberId, itemId, '')
