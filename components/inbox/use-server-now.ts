'use client'
import { useEffect, useState } from 'react'
import { toServerTime } from '@/lib/reviews/client-clock'
import { useHydrated, useNow } from '../ui/now'

const SECOND_MS = 1_000

/** The database's time, every second: for the one countdown on screen. While the page hydrates, as the server has it. */
export function useServerNow(): number {
  const pageNow = useNow()
  const hydrated = useHydrated()
  // The page's own time may be fifteen seconds old: a countdown of ten would begin with twenty.
  const [now, setNow] = useState(() => (hydrated ? toServerTime(Date.now()) : undefined))
  useEffect(() => {
    const timer = setInterval(() => setNow(toServerTime(Date.now())), SECOND_MS)
    return () => clearInterval(timer)
  }, [])
  return now ?? toServerTime(pageNow)
}
