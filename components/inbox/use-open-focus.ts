'use client'
import { type RefObject, useEffect, useRef } from 'react'
import { rowElementId } from './inbox-row'

export const INBOX_TITLE_ID = 'inbox-title'

/**
 * Takes the focus along: to the heading of what was opened, and back to the row it was opened from. Not on the page's
 * first showing, and not when the resolve panel opens with the item and takes the focus itself.
 */
export function useOpenFocus(itemId: string | null, heading: RefObject<HTMLElement | null>, resolving: boolean): void {
  const last = useRef(itemId)
  useEffect(() => {
    const previous = last.current
    last.current = itemId
    if (previous === itemId) return
    if (!itemId) {
      const row = previous && document.getElementById(rowElementId(previous))
      ;(row || document.getElementById(INBOX_TITLE_ID))?.focus()
      return
    }
    if (resolving) return
    heading.current?.focus({ preventScroll: true })
    // Its pane begins at the top. In the frame that shows it: scrolled by the focus, it would be laid out once more.
    requestAnimationFrame(() => heading.current?.scrollIntoView({ block: 'center' }))
  }, [itemId, heading, resolving])
}
