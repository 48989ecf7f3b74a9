'use client'
import { WifiOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { ProblemError } from '@/lib/platform/http/fetch-json'
import { ErrorState } from '../ui/error-state'
import { StateMessage } from '../ui/state-message'
import { StaleBanner } from './stale-banner'

/** What of a query decides which state is shown. */
interface GateQuery {
  data: unknown
  error: Error | null
  isFetching: boolean
  isPaused: boolean
  /** What is there belongs to other filters and stays until this query's own answer. */
  isPlaceholderData: boolean
  refetch: () => unknown
}

type QueryGateProps = {
  query: GateQuery
  skeleton: ReactNode
  /** What it is, for sentences: "The conversations". */
  what: string
  children: ReactNode
}

/** Loading, failed, offline, or there: in this order of what is known. What is there stays when a refresh fails. */
export function QueryGate({ query, skeleton, what, children }: QueryGateProps) {
  const { data, error, isFetching, isPaused, isPlaceholderData } = query
  const retry = () => void query.refetch()
  // Without a connection the rows of the former filters would stand under the new ones for good.
  if (data !== undefined && !(isPlaceholderData && isPaused))
    return (
      <>
        {error && !isPaused && <StaleBanner what={what} retrying={isFetching} onRetry={retry} />}
        {children}
      </>
    )
  if (isPaused)
    return (
      <StateMessage role="status" icon={<WifiOff />} title="You are offline">
        {what} will be loaded when you are back.
      </StateMessage>
    )
  if (error)
    return (
      <ErrorState title={`${what} could not be loaded`} onRetry={retry} retrying={isFetching}>
        {error instanceof ProblemError
          ? [error.problem.title, error.problem.detail].filter(Boolean).join('. ')
          : undefined}
      </ErrorState>
    )
  return skeleton
}
