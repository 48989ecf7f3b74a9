'use client'
import type { RefObject } from 'react'
import type { ActingInPopp } from '@/lib/outbox/schema'
import type { ReviewItem } from '@/lib/reviews/schema'
import type { ItemActions } from '../inbox/item-actions'
import { ActionKbd } from '../shell/action-kbd'
import { ActingSection } from './acting-section'
import { ReplyComposer } from './reply-composer'
import { restoreReplyDraft, useReplyDraft } from './reply-draft'
import { useFreshTranscript } from './use-fresh-transcript'

type ItemActingProps = {
  item: ReviewItem
  acting: ActingInPopp
  memberId: string
  isMine: boolean
  /** Null when the member's role reads only. */
  actions: ItemActions | null
  reply: RefObject<HTMLTextAreaElement | null>
  onLeave: () => void
}

/** What is done in Popp for an item, and the words of who holds it. */
export function ItemActing({ item, acting, memberId, isMine, actions, reply, onLeave }: ItemActingProps) {
  useFreshTranscript(item.recordKey, acting.calls)
  const [begun] = useReplyDraft(memberId, item.id)
  const writes = actions !== null && acting.connected && !item.optedOut && (isMine || begun !== '')
  return (
    <ActingSection
      acting={acting}
      aside={writes && isMine && <ActionKbd action="reply" />}
      onCancelled={({ text }) => text && isMine && restoreReplyDraft(memberId, item.id, text)}
    >
      {writes && (
        <ReplyComposer
          key={item.id}
          itemId={item.id}
          memberId={memberId}
          isMine={isMine}
          inputRef={reply}
          onReply={(input) => actions.reply(item.id, input)}
          onLeave={onLeave}
        />
      )}
    </ActingSection>
  )
}
