'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, type Ref, useRef } from 'react'
import { useAddNote } from '@/lib/conversations/note-client'
import { noteRequest } from '@/lib/conversations/schema'
import { memberDirectoryOptions } from '@/lib/members/directory-client'
import { newCommandKey } from '@/lib/reviews/client-key'
import { useShortcutHint } from '../shell/use-action-keys'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { useDraft } from './draft-store'
import { NoteField } from './note-field'
import { NoteHint } from './note-hint'
import { noteDraftKey, sayAdded } from './note-undo'
import { notSaved } from './note-words'
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
  const [text, setText] = useDraft(noteDraftKey(memberId, recordKey))
  const { save, isPending, error, reset } = useSaveNote(recordKey, memberId, setText)
  const tooLong = noteRequest.safeParse({ body: text || '…' }).error?.issues[0]?.message
  const noteKey = useShortcutHint('note')
  const submit = () => {
    if (text.trim() && !tooLong && !isPending) save(text)
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
      <Field label={<span className="sr-only">Note</span>} required error={tooLong ?? notSaved(error)}>
        {(control) => (
          <NoteField
            {...control}
            inputRef={inputRef}
            rows={2}
            memberId={memberId}
            // While it travels it stands among the notes already; refused, it is here again.
            value={isPending ? '' : text}
            readOnly={isPending}
            placeholder="For your colleagues. Candidates never see it."
            aria-keyshortcuts={noteKey}
            onValue={(value) => {
              if (error) reset()
              setText(value)
            }}
            onKeyDown={onKeyDown}
          />
        )}
      </Field>
      <div className="flex items-start justify-between gap-3">
        <NoteHint text={isPending ? '' : text} memberId={memberId} />
        <Button onClick={submit} busy={isPending} disabled={!text.trim() || Boolean(tooLong)} shortcut="Ctrl ↵">
          Save note
        </Button>
      </div>
    </div>
  )
}

function useSaveNote(recordKey: string, memberId: string, setDraft: (text: string) => void) {
  const client = useQueryClient()
  const { data: members } = useQuery(memberDirectoryOptions())
  const { mutateAsync, ...rest } = useAddNote(recordKey)
  const attempt = useRef<{ body: string; key: string } | null>(null)
  const save = (body: string) => {
    // The same words again are the same attempt: if the answer was lost and the note was not, there is still one note.
    if (attempt.current?.body !== body) attempt.current = { body, key: newCommandKey() }
    const name = members?.find((member) => member.memberId === memberId)?.name ?? 'You'
    // Not `mutate` with a callback: that one is not called when another item is opened before the answer.
    mutateAsync({ ...attempt.current, author: { memberId, name } }).then(
      (note) => {
        attempt.current = null
        setDraft('')
        sayAdded({ client, recordKey, note })
      },
      () => {}, // shown as `error`
    )
  }
  return { ...rest, save }
}
