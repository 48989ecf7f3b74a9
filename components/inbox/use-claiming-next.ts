'use client'
import { useRef, useState } from 'react'

/** Claim next takes a moment, in which the next keys are pressed already: they are meant for what it brings. */
export function useClaimingNext(claimNext: () => Promise<string | null>) {
  const [busy, setBusy] = useState(false)
  // The keys ask between two renders.
  const state = useRef<{ running: boolean; claimedId: string | null }>({ running: false, claimedId: null })
  return {
    busy,
    isRunning: () => state.current.running,
    /** What it brought last. */
    claimedId: () => state.current.claimedId,
    claimNext: () => {
      if (state.current.running) return
      state.current = { running: true, claimedId: null }
      setBusy(true)
      const end = (claimedId: string | null) => {
        state.current = { running: false, claimedId }
        setBusy(false)
      }
      claimNext().then(end, (error) => {
        end(null)
        throw error
      })
    },
  }
}

export type ClaimingNext = ReturnType<typeof useClaimingNext>
