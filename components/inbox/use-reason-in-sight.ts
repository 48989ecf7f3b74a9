import { useEffect, useRef } from 'react'
import { afterPaint } from '@/lib/platform/frame'

/**
 * On a short screen the panel covers what is decided on: then that is moved up into what is left, never out of its reader's
 * sight or under the bar that stays on top, and never back to it from further down. Looked at after the panel was painted.
 */
export function useReasonInSight(resolving: boolean) {
  const reason = useRef<HTMLElement>(null)
  const bar = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!resolving) return
    return afterPaint(() => {
      const pane = reason.current?.parentElement
      if (!reason.current || !pane) return
      const [seen, room] = [reason.current.getBoundingClientRect(), pane.getBoundingClientRect()]
      const cut = Math.min(seen.bottom - room.bottom, seen.top - room.top - pinnedHeight(bar.current))
      if (cut > 0) pane.scrollBy({ top: cut })
    })
  }, [resolving])
  return { reason, bar }
}

const pinnedHeight = (bar: HTMLElement | null) =>
  bar && getComputedStyle(bar).position === 'sticky' ? bar.offsetHeight : 0
