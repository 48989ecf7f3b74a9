'use client'
import { useState } from 'react'
import { ProblemError } from '@/lib/platform/http/fetch-json'

/** One change of saved views at a time: under way, refused in words, or done. */
export function useViewCommand() {
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  /** What the command gave; undefined = it was refused, and `refusal` says why. */
  const run = async <T>(command: () => Promise<T>): Promise<T | undefined> => {
    setBusy(true)
    setRefusal(undefined)
    try {
      return await command()
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      setRefusal(error.problem.errors?.[0]?.message ?? error.problem.title)
    } finally {
      setBusy(false)
    }
  }
  return { busy, refusal, run }
}
