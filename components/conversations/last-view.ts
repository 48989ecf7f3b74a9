'use client'
import { useSearchParams } from 'next/navigation'
import { useEffect, useSyncExternalStore } from 'react'

/** The filters with which this tab last showed the list: who went to look at one conversation comes back to them. */
let last = ''

export function useRememberView(): void {
  const search = useSearchParams().toString()
  useEffect(() => {
    last = search ? `?${search}` : ''
  }, [search])
}

const never = () => () => {}

/** "?outcome=failed", or nothing. */
export const useLastView = () =>
  useSyncExternalStore(
    never,
    () => last,
    () => '',
  )
