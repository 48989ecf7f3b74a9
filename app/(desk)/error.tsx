'use client'
import { useRouter } from 'next/navigation'
import { startTransition } from 'react'
import { ErrorState } from '@/components/ui/error-state'

/** A screen that failed inside the desk: navigation stays, and so does what was typed (drafts are in the browser). */
export default function DeskError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const router = useRouter()
  const again = () =>
    startTransition(() => {
      router.refresh()
      reset()
    })
  return (
    <ErrorState title="This screen could not be shown" onRetry={again} reference={error.digest} className="min-h-full">
      What you typed is kept in this browser. Try again in a moment.
    </ErrorState>
  )
}
