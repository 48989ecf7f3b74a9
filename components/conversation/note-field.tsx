'use client'
import { useQuery } from '@tanstack/react-query'
import { type ComponentProps, type KeyboardEvent, type Ref, useImperativeHandle, useLayoutEffect, useRef } from 'react'
import { mentionName } from '@/lib/conversations/domain-mention-text'
import { mentionOf } from '@/lib/conversations/domain-note-text'
import { memberDirectoryOptions } from '@/lib/members/directory-client'
import type { MemberEntry } from '@/lib/members/schema'
import { Textarea } from '../ui/textarea'
import { MentionList, optionId } from './mention-list'
import { useMentionList } from './use-mention-list'
import { useMentionText } from './use-mention-text'

type NoteFieldProps = Omit<ComponentProps<'textarea'>, 'value' | 'onChange' | 'onKeyDown'> & {
  /** As it is stored, with the ids of those it names. */
  value: string
  onValue: (stored: string) => void
  /** Who writes: she is not offered to herself. */
  memberId: string
  inputRef?: Ref<HTMLTextAreaElement>
  onKeyDown: (event: KeyboardEvent) => void
}

/** A text in which @ offers the colleagues. A list of suggestions at a text field, not a trap: Tab and Escape lead on. */
export function NoteField({ value, onValue, memberId, inputRef, onKeyDown, ...rest }: NoteFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  useImperativeHandle(inputRef, () => field.current!)
  const { data: members = [] } = useQuery(memberDirectoryOptions())
  const { text, people, setText } = useMentionText(value, onValue)
  const placeCaret = useCaret(field)
  const insert = (member: MemberEntry, from: number, to: number) => {
    const name = mentionName(member.name)
    // A second member of that name is spelled out, so that nobody is taken for the other.
    const isOther = (people.get(name) ?? member.memberId) !== member.memberId
    const inserted = isOther ? mentionOf(member.memberId, name) : `@${name}`
    const after = text.slice(to)
    setText(
      `${text.slice(0, from)}${inserted}${after.startsWith(' ') ? '' : ' '}${after}`,
      new Map([[name, member.memberId], ...people]),
    )
    placeCaret(from + inserted.length + 1)
    list.moveCaret(null)
  }
  const colleagues = members.filter((member) => member.memberId !== memberId)
  const list = useMentionList(text, colleagues, people, insert)
  const isOpen = list.offered.length > 0
  return (
    <div className="relative">
      <Textarea
        {...rest}
        ref={field}
        value={text}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={isOpen ? list.id : undefined}
        aria-activedescendant={isOpen ? optionId(list.id, list.active) : undefined}
        onChange={(event) => {
          setText(event.target.value)
          list.moveCaret(event.target.selectionStart)
        }}
        onSelect={({ currentTarget }) => list.moveCaret(caretOf(currentTarget))}
        onBlur={() => list.moveCaret(null)}
        onKeyDown={(event) => list.onKeyDown(event) || onKeyDown(event)}
      />
      <MentionList
        id={list.id}
        offered={list.offered}
        active={list.active}
        onMark={list.mark}
        onChoose={(member) => list.choose(member)}
      />
    </div>
  )
}

/** Null while something is selected: nobody is being named. */
const caretOf = ({ selectionStart, selectionEnd }: HTMLTextAreaElement) =>
  selectionStart === selectionEnd ? selectionStart : null

/** Sets the caret once the changed text is in the field; before that it would stand at its end. */
function useCaret(field: { current: HTMLTextAreaElement | null }) {
  const wanted = useRef<number | null>(null)
  useLayoutEffect(() => {
    if (wanted.current !== null) field.current?.setSelectionRange(wanted.current, wanted.current)
    wanted.current = null
  })
  return (position: number) => {
    wanted.current = position
  }
}
