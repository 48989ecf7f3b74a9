'use client'
import { useEffect, useRef, useState } from 'react'
import { useActionKeys, useShortcutHint } from '../shell/use-action-keys'
import { SearchInput } from '../ui/search-input'

/** The key of search leads here from other screens, too: /conversations#search. */
const SEARCH_ID = 'search'
/** From the last key to the search: while a word is being typed, the list stands still. */
const PAUSE_MS = 250

type SearchBoxProps = {
  label: string
  value: string
  onSearch: (text: string) => void
  placeholder?: string
  className?: string
}

/** Searches while one types; Enter at once, Escape empties it. The key of search comes here from anywhere. */
export function SearchBox({ label, placeholder, value, onSearch, className }: SearchBoxProps) {
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(value)
  const [known, setKnown] = useState(value)
  // The address changed by itself: Back, or "Clear filters". What was just typed is not undone by its own search.
  if (value !== known) {
    setKnown(value)
    if (value !== text.trim()) setText(value)
  }
  useEffect(() => {
    if (text.trim() === value) return
    const timer = setTimeout(() => onSearch(text.trim()), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text, value, onSearch])
  useEffect(() => {
    if (window.location.hash === `#${SEARCH_ID}`) input.current?.focus()
  }, [])
  useActionKeys({ search: () => input.current?.focus() })
  const shortcut = useShortcutHint('search')
  const empty = () => {
    setText('')
    onSearch('')
  }
  return (
    <SearchInput
      ref={input}
      id={SEARCH_ID}
      label={label}
      placeholder={placeholder}
      shortcut={shortcut}
      maxLength={200}
      autoComplete="off"
      spellCheck={false}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onSearch(text.trim())
        if (event.key === 'Escape') text ? empty() : input.current?.blur()
      }}
      className={className}
    />
  )
}
