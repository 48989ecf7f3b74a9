'use client'
import { Banner } from '../ui/banner'
import { useOnline } from './use-online'

export function OfflineBanner() {
  const online = useOnline()
  // The region is there before its text, or screen readers do not announce it.
  return (
    <div role="status">
      {!online && (
        <Banner tone="warn">
          You are offline. What you see may be out of date, and nothing can be saved until you are back.
        </Banner>
      )}
    </div>
  )
}
