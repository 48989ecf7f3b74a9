'use client'
import type { KeyboardEvent, Ref } from 'react'
import { useAddNote } from '@/lib/conversations/client'
import { noteRequest } from '@/lib/conversations/schema'
import { ProblemError } from '@/lib/platform/http/fetch-json'
import { useShortcutHint } from '../shell/use-action-keys'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Textarea } from '../ui/textarea'
import { useDraft } from './draft-store'
import { isSubmitKey } from './submit-key'

type NoteComposerProps = {
  recordKey: string
  memberId: string
  inputRef?: Ref<HTMLTextAreaElement>
  /** Escape in the text: where the keyboard goes next. The text stays. */
  onLeave?: () => void
}

/** Ctrl/⌘ Enter saves. The text is a draft until the server has it; a failure keeps it and says so beside it. */
export function NoteComposer({ recordKey, memberId, inputRef, onLeave }: NoteComposerProps) {
  const [text, setText] = useDraft(`${memberId}:note:${recordKey}`)
  const { mutateAsync, isPending, error, reset } = useAddNote(recordKey)
  const tooLong = noteRequest.safeParse({ body: text || '…' }).error?.issues[0]?.message
  const save = () => {
    if (!text.trim() || tooLong || isPending) return
    // Not `mutate` with a callback: that one is not called when another item is opened before the answer.
    mutateAsync(text).then(
      () => setText(''),
      () => {}, // shown as `error`
    )
  }
  const noteKey = useShortcutHint('note')
  const onKeyDown = (event: KeyboardEvent) => {
    if (isSubmitKey(event)) {
      event.preventDefault()
      save()
    } else if (event.key === 'Escape' && onLeave) {
      event.preventDefault()
      onLeave()
    }
  }
  return (
    <div className="flex flex-col gap-2">
      <Field label={<span className="sr-only">Note</span>} required error={tooLong ?? errorWords(error)}>
        {(control) => (
          <Textarea
            {...control}
            ref={inputRef}
            rows={2}
            value={text}
            readOnly={isPending}
            placeholder="For your colleagues. Candidates never see it."
            aria-keyshortcuts={noteKey}
            onChange={(event) => {
              if (error) reset()
              setText(event.target.value)
            }}
            onKeyDown={onKeyDown}
          />
        )}
      </Field>
      <div className="flex items-center justify-end gap-3">
        {text.trim() && !isPending && <span className="text-faint text-xs">Draft kept in this browser</span>}
        <Button onClick={save} busy={isPending} disabled={!text.trim() || Boolean(tooLong)} shortcut="Ctrl ↵">
          Save note
        </Button>
      </div>
    </div>
  )
}

const errorWords = (error: Error | null) =>
  error &&
  `Not saved: ${error instanceof ProblemError ? error.problem.title : 'something went wrong here.'} Your text is kept.`
