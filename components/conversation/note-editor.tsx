'use client'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useEditNote } from '@/lib/conversations/note-client'
import { type Note, noteRequest } from '@/lib/conversations/schema'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { readDraft, writeDraft } from './draft-store'
import { NoteField } from './note-field'
import { NoteHint } from './note-hint'
import { notSaved } from './note-words'
import { isSubmitKey } from './submit-key'

type NoteEditorProps = { recordKey: string; note: Note; onDone: () => void }

/** Other words for one's own note. Escape leaves and keeps them for later, Cancel drops them. */
export function NoteEditor({ recordKey, note, onDone }: NoteEditorProps) {
  const draftKey = `${note.authorId}:edit-note:${note.id}`
  const [text, setText] = useState(() => readDraft(draftKey) || note.body)
  const { mutateAsync, isPending, error, reset } = useEditNote(recordKey, note.id)
  const wrong = noteRequest.safeParse({ body: text }).error?.issues[0]?.message
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    field.current?.focus()
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length)
  }, [])
  const change = (value: string) => {
    if (error) reset()
    setText(value)
    writeDraft(draftKey, value === note.body ? '' : value)
  }
  const drop = () => {
    writeDraft(draftKey, '')
    onDone()
  }
  const save = () => {
    if (wrong || isPending) return
    if (text.trim() === note.body) drop()
    else mutateAsync(text).then(drop, () => {}) // shown as `error`
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isSubmitKey(event) && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') onDone()
    else save()
  }
  return (
    <div className="mt-1 flex flex-col gap-2">
      <Field label={<span className="sr-only">Your note</span>} required error={wrong ?? notSaved(error)}>
        {(control) => (
          <NoteField
            {...control}
            inputRef={field}
            memberId={note.authorId}
            value={text}
            readOnly={isPending}
            onValue={change}
            onKeyDown={onKeyDown}
          />
        )}
      </Field>
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <NoteHint text={text} memberId={note.authorId} />
        </div>
        <Button variant="ghost" onClick={drop}>
          Cancel
        </Button>
        <Button onClick={save} busy={isPending} disabled={Boolean(wrong)} shortcut="Ctrl ↵">
          Save
        </Button>
      </div>
    </div>
  )
}
