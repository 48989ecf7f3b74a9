'use client'
import { type KeyboardEvent, type Ref, useRef } from 'react'
import { UNDO_WINDOW_SECONDS } from '@/lib/outbox/domain'
import { newCommandKey } from '@/lib/reviews/client-key'
import type { CommandResult } from '@/lib/reviews/client-run'
import { REPLY_MAX } from '@/lib/reviews/schema'
import { isSubmitKey } from '../conversation/submit-key'
import { useSending } from '../inbox/use-sending'
import { useShortcutHint } from '../shell/use-action-keys'
import { useOnline } from '../shell/use-online'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Textarea } from '../ui/textarea'
import { useReplyDraft } from './reply-draft'

export interface ReplyInput {
  text: string
  /** The same for every attempt to send the same words. */
  key: string
}

type ReplyComposerProps = {
  itemId: string
  memberId: string
  /** Whether the member holds the item at this moment: words that were begun stay when a claim ends. */
  isMine: boolean
  inputRef?: Ref<HTMLTextAreaElement>
  onReply: (input: ReplyInput) => Promise<CommandResult>
  /** Escape in the text: where the keyboard goes next. */
  onLeave?: () => void
}

/** Words to the candidate. Ctrl/⌘ Enter sends; the text is a draft until the server has it. */
export function ReplyComposer({ itemId, memberId, isMine, inputRef, onReply, onLeave }: ReplyComposerProps) {
  const [text, setText] = useReplyDraft(memberId, itemId)
  const { busy, refusal, forgetRefusal, send } = useSending(itemId)
  const online = useOnline()
  const replyKey = useShortcutHint('reply')
  const attempt = useRef<ReplyInput>({ text: '', key: '' })
  const tooLong = text.trim().length > REPLY_MAX ? 'A reply holds at most 5,000 characters.' : undefined
  const canSend = isMine && online && Boolean(text.trim()) && !tooLong
  const submit = () => {
    if (!canSend || busy) return
    // The same words again are the same attempt: if only the answer was lost, there is still one message.
    if (attempt.current.text !== text) attempt.current = { text, key: newCommandKey() }
    void send(() => onReply(attempt.current))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isSubmitKey(event)) {
      event.preventDefault()
      submit()
    } else if (event.key === 'Escape' && onLeave) {
      event.preventDefault()
      onLeave()
    }
  }
  return (
    <div className="flex flex-col gap-2">
      <Field label="Reply to the candidate" required error={tooLong ?? refusal}>
        {(control) => (
          <Textarea
            {...control}
            ref={inputRef}
            rows={2}
            value={text}
            readOnly={busy}
            placeholder="The candidate reads this in Popp."
            aria-keyshortcuts={replyKey}
            onChange={(event) => {
              forgetRefusal()
              setText(event.target.value)
            }}
            onKeyDown={onKeyDown}
          />
        )}
      </Field>
      <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-2">
        <p className="min-w-0 flex-1 basis-56 text-muted text-xs">
          {isMine
            ? `Goes to the candidate, in Popp, after ${UNDO_WINDOW_SECONDS} seconds. Until then you can take it back.`
            : 'Claim this item to send what you wrote. Your words are kept.'}
        </p>
        <Button onClick={submit} busy={busy} disabled={!canSend && !busy} shortcut="Ctrl ↵">
          Send to candidate
        </Button>
      </div>
    </div>
  )
}
