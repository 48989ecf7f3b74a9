import type { KeyboardEvent } from 'react'

/** Ctrl Enter, or ⌘ Enter: sends what is being typed. Not while an input method is composing a character. */
export const isSubmitKey = (event: KeyboardEvent) =>
  event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing
