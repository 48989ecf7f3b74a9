'use client'
import { useEffect, useState } from 'react'
import { useListHold } from '../list/use-list-hold'
import type { Hold } from './list-merge'

/** How still the inbox's list has to stand for its reader. Spread `props` on its scroller. */
export function useInboxHold() {
  const { inside, scrolled, props } = useListHold()
  const hold: Hold = inside ? 'all' : scrolled ? 'inserts' : 'none'
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
