import { useEffect, useRef } from 'react'
import { afterPaint } from '@/lib/platform/frame'

/**
 * On a short screen the panel covers what is decided on: then that is moved up into what is left, never out of its reader's
 * sight, and never back to it from further down. Put on what must be seen; looked at after the panel has been painted.
 */
export function useReasonInSight(resolving: boolean) {
  const reason = useRef<HTMLElement>(null)
  useEffect(() => {
    if (!resolving) return
    return afterPaint(() => {
      const pane = reason.current?.parentElement
      if (!reason.current || !pane) return
      const [seen, room] = [reason.current.getBoundingClientRect(), pane.getBoundingClientRect()]
      const cut = Math.min(seen.bottom - room.bottom, seen.top - room.top)
      if (cut > 0) pane.scrollBy({ top: cut })
    })
  }, [resolving])
  return reason
}
