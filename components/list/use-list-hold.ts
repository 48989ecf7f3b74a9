'use client'
import { type FocusEvent, type PointerEvent, type UIEvent, useEffect, useRef, useState } from 'react'

/** Held while the reader is in the list: inside (hovering, or focused in it) or scrolled down. Spread `props` on its scroller. */
export function useListHold() {
  const [hovered, setHovered] = useState(false)
  const [focused, setFocused] = useState(false)
  const [scrolled, setScrolled] = useState(false)
  const scroller = useRef<Element>(null)
  // A focused element that is taken away (the last "Load more") says no goodbye, and would hold the list for ever.
  useEffect(() => {
    if (focused && !scroller.current?.contains(document.activeElement)) setFocused(false)
  })
  const props = {
    onPointerEnter: (event: PointerEvent) => setHovered(event.pointerType === 'mouse'),
    onPointerLeave: () => setHovered(false),
    onFocus: (event: FocusEvent) => {
      scroller.current = event.currentTarget
      setFocused(true)
    },
    onBlur: (event: FocusEvent) => setFocused(event.currentTarget.contains(event.relatedTarget)),
    onScroll: (event: UIEvent) => setScrolled(event.currentTarget.scrollTop > 0),
  }
  const inside = hovered || focused
  return { held: inside || scrolled, inside, scrolled, props }
}
