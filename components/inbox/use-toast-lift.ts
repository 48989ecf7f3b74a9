'use client'
import { useEffect, useRef } from 'react'

/** Keeps notifications above the element while it is on screen. */
export function useToastLift() {
  const element = useRef<HTMLElement>(null)
  useEffect(() => {
    const { current } = element
    if (!current) return
    const root = document.documentElement.style
    const observer = new ResizeObserver(() => root.setProperty('--toast-lift', `${current.offsetHeight}px`))
    observer.observe(current)
    return () => {
      observer.disconnect()
      root.removeProperty('--toast-lift')
    }
  }, [])
  return element
}
