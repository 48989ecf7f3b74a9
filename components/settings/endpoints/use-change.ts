'use client'
import { useState } from 'react'
import { toast } from 'sonner'
import { ProblemError } from '@/lib/platform/http/fetch-json'

/** One change at a time: what the server refuses stands by its field, or is said; what was typed stays. */
export function useChange(failed: string) {
  const [busy, setBusy] = useState(false)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const run = async (work: () => Promise<unknown>) => {
    setBusy(true)
    setErrors({})
    try {
      await work()
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      const { errors: fields, title } = error.problem
      if (fields) setErrors(Object.fromEntries(fields.map(({ field, message }) => [field, message])))
      else toast.error(failed, { description: title })
    } finally {
      setBusy(false)
    }
  }
  return { busy, errors, run }
}
