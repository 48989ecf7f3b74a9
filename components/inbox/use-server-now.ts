'use client'
import { useEffect, useState } from 'react'
import { toServerTime } from '@/lib/reviews/client-clock'
import { useNow } from '../ui/now'

const SECOND_MS = 1_000

/** The database's time, every second: for the one countdown on screen. Until the first second, as the page has it. */
export function useServerNow(): number {
  const pageNow = useNow()
  const [now, setNow] = useState<number>()
  useEffect(() => {
    const timer = setInterval(() => setNow(toServerTime(Date.now())), SECOND_MS)
    return () => clearInterval(timer)
  }, [])
  return now ?? toServerTime(pageNow)
}
