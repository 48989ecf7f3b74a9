'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { toast } from 'sonner'
import { REVIEW_SETTINGS } from '../../shell/nav'

/** Leaving with something unsaved: the browser asks before the window goes, and another screen says what was left. */
export function useLeaveWarning(unsaved: boolean) {
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
      if (!latest.current || window.location.pathname === REVIEW_SETTINGS) return
      toast.warning('The review settings are not saved', {
        description: 'What you changed is kept in this browser.',
        action: { label: 'Go back', onClick: () => router.push(REVIEW_SETTINGS) },
      })
    },
    [router],
  )
}
