'use client'
import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react'

const TICK_MS = 15_000

const ServerNow = createContext<number | null>(null)

/** Carries the moment of the server's render to the browser, so that both write the same "5m ago" before hydration. */
export function NowProvider({ now, children }: { now: number; children: ReactNode }) {
  return <ServerNow.Provider value={now}>{children}</ServerNow.Provider>
}

let current = Date.now()
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

function tick() {
  current = Date.now()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  if (listeners.size === 0) {
    current = Date.now()
    timer = setInterval(tick, TICK_MS)
    document.addEventListener('visibilitychange', tick)
  }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    document.removeEventListener('visibilitychange', tick)
  }
}

/** The time in ms, renewed every 15 s and when the window comes back. One timer serves the whole page. */
export function useNow(): number {
  const serverNow = useContext(ServerNow)
  return useSyncExternalStore(
    subscribe,
    () => current,
    () => serverNow ?? current,
  )
}

const never = () => () => {}

/** False on the server and during hydration: for what only the browser knows, such as its time zone. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
