'use client'
import { type RefObject, useEffect, useRef } from 'react'
import { toServerTime } from '@/lib/reviews/client-clock'
import { LEASE_MINUTES } from '@/lib/reviews/domain'
import { type Lease, shouldExtend } from './lease'

const ACTIVITY = ['keydown', 'input', 'pointerdown', 'scroll'] as const

/**
 * Renews my lease while I really work on the item: typing, clicking or scrolling inside `area`, or opening the resolve
 * panel. A window left open renews nothing, so that what nobody works on becomes free.
 */
export function useLeaseKeeper(
  area: RefObject<HTMLElement | null>,
  lease: Lease,
  resolving: boolean,
  extend: () => void,
): void {
  const current = useRef({ lease, extend })
  useEffect(() => {
    current.current = { lease, extend }
  })
  const askedAt = useRef(0)
  useEffect(() => {
    const element = area.current
    const onActivity = () => {
      const now = toServerTime(Date.now())
      if (!shouldExtend(current.current.lease, Math.max(askedAt.current, renewedAt(current.current.lease)), now)) return
      askedAt.current = now
      current.current.extend()
    }
    if (resolving) onActivity()
    // Captured: scrolling does not bubble.
    for (const type of ACTIVITY) element?.addEventListener(type, onActivity, { capture: true, passive: true })
    return () => {
      for (const type of ACTIVITY) element?.removeEventListener(type, onActivity, { capture: true })
    }
  }, [area, resolving])
}

/** When the lease was last taken or renewed, on the database's clock. */
const renewedAt = (lease: Lease) => (lease.kind === 'mine' ? Date.parse(lease.until) - LEASE_MINUTES * 60_000 : 0)
