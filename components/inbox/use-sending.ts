'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { CommandResult } from '@/lib/reviews/client-run'
import { wordsOf } from './item-surroundings'

/** One command sent from a form: once at a time, and its refusal in words, beside what was typed. */
export function useSending(itemId: string) {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const sending = useRef(false)
  /** @returns whether it was done */
  const send = async (command: () => Promise<CommandResult>): Promise<boolean> => {
    // A second Ctrl Enter before the screen shows the first must not go on twice.
    if (sending.current) return false
    sending.current = true
    setBusy(true)
    setRefusal(undefined)
    const result = await command().finally(() => {
      sending.current = false
      setBusy(false)
    })
    if (!result.ok) setRefusal(wordsOf(client, itemId, result))
    return result.ok
  }
  return { busy, refusal, forgetRefusal: () => setRefusal(undefined), send }
}
