'use client'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import type { Route } from 'next'
import { usePathname } from 'next/navigation'
import { useCallback, useEffect, useRef, useState } from 'react'
import { signedInMember } from '@/lib/members/client'
import { SESSION_ENDED_EVENT } from '@/lib/platform/http/fetch-json'
import { Button } from '../ui/button'
import { LiveBanner, type LiveState } from './live-banner'
import { HIDDEN_MS, openLive } from './live-connection'
import { createRefetcher, refetchStale, type Stale, staleBy } from './live-refetch'
import { whenScreenStands } from './screen-arrival'
import { SessionEndedDialog } from './session-ended-dialog'
import { watchEnds } from './timed-refetch'

/** Whatever the stream says, nothing on screen is older than this. */
const SAFETY_MS = 60_000
/** Signing out in this very tab leaves the page anyway: the dialog must not flash before it does. */
const DIALOG_DELAY_MS = 500

/** Mounted once, around every screen of the desk: keeps it true, and says so when it cannot. */
export function LiveUpdates({ memberId }: { memberId: string }) {
  const client = useQueryClient()
  const { state, refetch, wake } = useLive(client)
  const [ended, setEnded] = useSessionEnded()
  const pathname = usePathname()
  const check = async () => {
    const member = await signedInMember()
    if (!member) return false
    // Somebody else's desk: nothing of this one may stay on screen. Her own goes on where it stopped.
    if (member.memberId !== memberId) window.location.reload()
    setEnded(false)
    wake()
    refetch(['everything'])
    return true
  }
  return (
    <>
      <LiveBanner
        state={state}
        action={
          <Button size="sm" onClick={() => refetch(['everything'])}>
            Refresh now
          </Button>
        }
      />
      <SessionEndedDialog
        open={ended}
        signInHref={`/login?from=${encodeURIComponent(pathname)}` as Route}
        onCheck={check}
      />
    </>
  )
}

/** Follows the live stream: what changed is refetched, on every screen, through the one query client. */
export function useLive(client: QueryClient) {
  const [state, setState] = useState<LiveState>('connecting')
  const [refetch] = useState(() => createRefetcher((stale) => refetchStale(client, stale)))
  const live = useRef<ReturnType<typeof openLive>>(undefined)
  useEffect(() => {
    let stopWatching = () => {}
    let stopEnds = () => {}
    const callOff = whenScreenStands(() => {
      const opened = openLive({
        onTopics: (topics) => refetch(staleBy(topics)),
        onGap: () => refetch(['everything']),
        onSignedOut: () => window.dispatchEvent(new Event(SESSION_ENDED_EVENT)),
        onState: setState,
      })
      live.current = opened
      stopWatching = watchVisibility(opened, refetch)
      stopEnds = watchEnds(client, () => refetch(['review-items']))
    })
    return () => {
      callOff()
      stopWatching()
      stopEnds()
      live.current?.close()
    }
  }, [client, refetch])
  const wake = useCallback(() => live.current?.wake(), [])
  return { state, refetch, wake }
}

type Live = { close: () => void; wake: () => void }

/** A hidden tab lets its connection go after a while; coming back, or back online, it connects and fetches everything. */
function watchVisibility(live: Live, refetch: (stale: Stale[]) => void): () => void {
  let hiddenAt: number | null = null
  let closing: ReturnType<typeof setTimeout> | undefined
  const wake = () => {
    live.wake()
    refetch(['everything'])
  }
  const onVisibility = () => {
    clearTimeout(closing)
    if (document.hidden) {
      hiddenAt = Date.now()
      closing = setTimeout(live.close, HIDDEN_MS)
    } else {
      if (hiddenAt !== null && Date.now() - hiddenAt > HIDDEN_MS) wake()
      hiddenAt = null
    }
  }
  const safety = setInterval(() => document.hidden || refetch(['everything']), SAFETY_MS)
  document.addEventListener('visibilitychange', onVisibility)
  window.addEventListener('online', wake)
  return () => {
    clearTimeout(closing)
    clearInterval(safety)
    document.removeEventListener('visibilitychange', onVisibility)
    window.removeEventListener('online', wake)
  }
}

function useSessionEnded() {
  const [ended, setEnded] = useState(false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const onEnded = () => {
      timer ??= setTimeout(() => {
        timer = undefined
        setEnded(true)
      }, DIALOG_DELAY_MS)
    }
    window.addEventListener(SESSION_ENDED_EVENT, onEnded)
    return () => {
      clearTimeout(timer)
      window.removeEventListener(SESSION_ENDED_EVENT, onEnded)
    }
  }, [])
  return [ended, setEnded] as const
}
