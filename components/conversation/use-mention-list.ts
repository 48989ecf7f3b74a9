'use client'
import { type KeyboardEvent, useId, useState } from 'react'
import { matching, mentionAt, type People } from '@/lib/conversations/domain-mention-text'
import type { MemberEntry } from '@/lib/members/schema'

/** More would not be read, but typed on. */
const OFFERED_MAX = 8

/** Who is offered at the caret, which one is marked, and the keys for it. Escape closes the list and nothing else. */
export function useMentionList(
  text: string,
  colleagues: readonly MemberEntry[],
  people: People,
  pick: (member: MemberEntry, from: number, to: number) => void,
) {
  const id = useId()
  const [caret, setCaret] = useState<number | null>(null)
  const [marked, setMarked] = useState(0)
  const [dismissedAt, setDismissedAt] = useState<number | null>(null)
  const naming = caret === null ? null : mentionAt(text, caret)
  const fitting = naming && naming.start !== dismissedAt ? matching(colleagues, naming.query).slice(0, OFFERED_MAX) : []
  // Behind a name that stands there already, Tab and Enter are what they always are.
  const isComplete = fitting.length === 1 && people.get(naming!.query) === fitting[0]!.memberId
  const offered = isComplete ? [] : fitting
  const active = Math.min(marked, offered.length - 1)

  const moveCaret = (position: number | null) => {
    setCaret(position)
    if (position !== caret) setMarked(0)
    // Another @ is another question.
    if (position === null || mentionAt(text, position)?.start !== dismissedAt) setDismissedAt(null)
  }
  const choose = (member: MemberEntry) => naming && pick(member, naming.start, caret!)
  /** True = the key was for the list. */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (offered.length === 0 || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey)
      return false
    if (event.key === 'ArrowDown') setMarked((active + 1) % offered.length)
    else if (event.key === 'ArrowUp') setMarked((active + offered.length - 1) % offered.length)
    else if (event.key === 'Escape') setDismissedAt(naming!.start)
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) choose(offered[active]!)
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  return { id, offered, active, choose, moveCaret, onKeyDown, mark: setMarked }
}
