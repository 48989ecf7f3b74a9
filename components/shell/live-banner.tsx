'use client'
import type { ReactNode } from 'react'
import { Banner } from '../ui/banner'
import { Spinner } from '../ui/spinner'
import { useOnline } from './use-online'

export type LiveState = 'connecting' | 'live' | 'reconnecting' | 'stopped'

/** Says when the view may be stale. Silent while live, on the first connect, and when OfflineBanner says it already. */
export function LiveBanner({ state, action }: { state: LiveState; action?: ReactNode }) {
  const online = useOnline()
  const shown = online && (state === 'reconnecting' || state === 'stopped')
  return (
    <div role="status">
      {shown && state === 'reconnecting' && (
        <Banner tone="warn" action={<Spinner />}>
          Reconnecting… what you see may be out of date.
        </Banner>
      )}
      {shown && state === 'stopped' && (
        <Banner tone="warn" action={action}>
          Live updates have stopped. What you see may be out of date.
        </Banner>
      )}
    </div>
  )
}
