'use client'
import { type DehydratedState, HydrationBoundary, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { screenArrived } from './screen-arrival'

/** A page's data on its way from server to browser: what changed on that way is fetched when it has arrived. */
export function ScreenData({ state, children }: { state: DehydratedState; children: ReactNode }) {
  return (
    <HydrationBoundary state={state}>
      {children}
      <Arrival state={state} />
    </HydrationBoundary>
  )
}

/** Inside the boundary: its effect runs when everything in it has been hydrated. */
function Arrival({ state }: { state: DehydratedState }) {
  const client = useQueryClient()
  useEffect(() => screenArrived(client, state), [client, state])
  return null
}
