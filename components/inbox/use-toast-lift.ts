'use client'
import { useEffect, useRef } from 'react'
import { TOASTER_ID } from '../ui/toaster'

/** Keeps notifications above the element while it is on screen. */
export function useToastLift() {
  const element = useRef<HTMLElement>(null)
  useEffect(() => {
    const { current } = element
    const toaster = document.getElementById(TOASTER_ID)?.style
    if (!current || !toaster) return
    const observer = new ResizeObserver(() => toaster.setProperty('--toast-lift', `${current.offsetHeight}px`))
    observer.observe(current)
    return () => {
      observer.disconnect()
      toaster.removeProperty('--toast-lift')
    }
  }, [])
  return element
}
