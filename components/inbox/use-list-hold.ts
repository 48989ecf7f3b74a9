'use client'
import { type FocusEvent, type PointerEvent, type UIEvent, useEffect, useState } from 'react'
import type { Hold } from './list-merge'

/** Watches whether the reader is in the list: hovering, focused in it, or scrolled down. Spread `props` on its scroller. */
export function useListHold() {
  const [hovered, setHovered] = useState(false)
  const [focused, setFocused] = useState(false)
  const [scrolled, setScrolled] = useState(false)
  const hold: Hold = hovered || focused ? 'all' : scrolled ? 'inserts' : 'none'
  const props = {
    onPointerEnter: (event: PointerEvent) => setHovered(event.pointerType === 'mouse'),
    onPointerLeave: () => setHovered(false),
    onFocus: () => setFocused(true),
    onBlur: (event: FocusEvent) => setFocused(event.currentTarget.contains(event.relatedTarget)),
    onScroll: (event: UIEvent) => setScrolled(event.currentTarget.scrollTop > 0),
  }
  return { hold, props }
}

/** Whether the element given to `setEnd` is on screen. */
export function useEndVisible() {
  const [end, setEnd] = useState<HTMLElement | null>(null)
  const [visible, setVisible] = useState(false)
  useEffect(() => {
    if (!end) return setVisible(false)
    const observer = new IntersectionObserver((entries) => setVisible(entries.at(-1)!.isIntersecting))
    observer.observe(end)
    return () => observer.disconnect()
  }, [end])
  return [setEnd, visible] as const
}
