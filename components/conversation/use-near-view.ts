'use client'
import { useEffect, useRef, useState } from 'react'

/** Read a little before it is seen. */
const MARGIN = '200px'
/** Items that are only passed by, with J and K, ask for nothing. */
const STAY_MS = 300

/** Whether an element has come near the view and stayed there for a moment; once it has, that is so for good. */
export function useNearView<T extends Element>() {
  const place = useRef<T>(null)
  const [isNear, setNear] = useState(false)
  useEffect(() => {
    const element = place.current
    if (!element) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const observer = new IntersectionObserver(
      ([entry]) => {
        clearTimeout(timer)
        if (entry?.isIntersecting) timer = setTimeout(() => setNear(true), STAY_MS)
      },
      { rootMargin: MARGIN },
    )
    observer.observe(element)
    return () => {
      clearTimeout(timer)
      observer.disconnect()
    }
  }, [])
  return [place, isNear] as const
}
