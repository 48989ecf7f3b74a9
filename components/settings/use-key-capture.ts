'use client'
import { type KeyboardEvent, useRef, useState } from 'react'
import { type ActionId, keyActions, keyCap } from '@/lib/members/key-actions'
import { captureKey } from './key-capture'
import type { KeyEditor } from './use-key-editor'

/** Why an action is not on the key that was wanted; `other` has it. */
export type KeyRefusal = { why: string; other?: ActionId }

/** One action that waits for its new key, or does not. */
export function useKeyCapture(action: ActionId, { assign, swap }: KeyEditor, onDone: (announcement: string) => void) {
  const [capturing, setCapturing] = useState(false)
  const [refusal, setRefusal] = useState<KeyRefusal | null>(null)
  const ref = useRef<HTMLButtonElement>(null)
  const end = () => {
    setCapturing(false)
    setRefusal(null)
    // "Swap" and "back to" are gone by now: the focus stays with the action.
    ref.current?.focus()
  }
  const put = (key: string) => {
    const other = assign(action, key)
    if (other) return setRefusal({ why: `${keyCap(key)} is the key of “${keyActions[other].what}”.`, other })
    end()
    onDone(`${keyActions[action].what} is on ${keyCap(key)} now.`)
  }
  return {
    capturing,
    refusal,
    put,
    swap: (other: ActionId) => {
      swap(action, other)
      end()
      onDone(`${keyActions[action].what} and ${keyActions[other].what} have swapped their keys.`)
    },
    /** On the button that waits; it keeps the focus. */
    button: {
      ref,
      onClick: () => {
        setRefusal(null)
        setCapturing(!capturing)
      },
      onBlur: () => setCapturing(false),
      onKeyDown: (event: KeyboardEvent) => {
        const { key, ctrlKey, metaKey, altKey } = event
        const captured = captureKey({ key, ctrlKey, metaKey, altKey, isComposing: event.nativeEvent.isComposing })
        if (!capturing || captured.kind === 'ignored') return
        // Whatever it means elsewhere on the page, here it is only a key.
        event.preventDefault()
        if (event.repeat) return
        if (captured.kind === 'key') put(captured.key)
        else if (captured.kind === 'refused') setRefusal({ why: captured.why })
        else end()
      },
    },
  }
}
