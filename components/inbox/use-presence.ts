'use client'
import { type RefObject, useEffect } from 'react'
import { afterPaint } from '@/lib/platform/frame'
import { sayLeft, sayPresent } from '@/lib/presence/client'
import { isTyping } from '../ui/hotkey-target'
import { openPresence } from './presence-heartbeat'

/** Tells colleagues that this member has the item open, and when she writes in a field of `area`. */
export function usePresence(reviewItemId: string, area: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = area.current
    const presence = openPresence({
      here: (typing) => sayPresent({ reviewItemId, typing }),
      left: async (closing) => {
        // The next item is shown first.
        if (!closing) await new Promise<void>(afterPaint)
        return sayLeft(reviewItemId, closing)
      },
    })
    const onVisibility = () => (document.hidden ? presence.hidden() : presence.shown())
    const onInput = (event: Event) => isTyping(event.target) && presence.typed()
    const onClose = () => presence.left(true)
    onVisibility()
    element?.addEventListener('input', onInput)
    document.addEventListener('visibilitychange', onVisibility)
    window.addEventListener('online', onVisibility)
    window.addEventListener('pagehide', onClose)
    // Shown again out of the browser's memory of closed pages.
    window.addEventListener('pageshow', onVisibility)
    return () => {
      presence.left()
      element?.removeEventListener('input', onInput)
      document.removeEventListener('visibilitychange', onVisibility)
      window.removeEventListener('online', onVisibility)
      window.removeEventListener('pagehide', onClose)
      window.removeEventListener('pageshow', onVisibility)
    }
  }, [reviewItemId, area])
}
