'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { toast } from 'sonner'

/** Which settings: where they are, and what they are called. */
interface Left {
  href: Route
  what: string
}

/** Leaving with something unsaved: the browser asks before the window goes, and another screen says what was left. */
export function useLeaveWarning(unsaved: boolean, { href, what }: Left) {
  const router = useRouter()
  const latest = useRef(unsaved)
  useEffect(() => {
    latest.current = unsaved
    if (!unsaved) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [unsaved])
  useEffect(
    () => () => {
      if (!latest.current || window.location.pathname === href) return
      toast.warning(`${what} are not saved`, {
        description: 'What you changed is kept in this browser.',
        action: { label: 'Go back', onClick: () => router.push(href) },
      })
    },
    [router, href, what],
  )
}
